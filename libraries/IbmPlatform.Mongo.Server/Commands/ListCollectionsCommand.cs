using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Connections;
using IbmPlatform.Mongo.Server.Query;
using IbmPlatform.Mongo.Server.Storage;

namespace IbmPlatform.Mongo.Server.Commands;

/// <summary><c>listCollections</c>.</summary>
internal sealed class ListCollectionsCommand : ICommand
{
    public IReadOnlyList<string> Names => ["listCollections"];

    public Task<CommandReply> RunAsync(CommandContext context)
    {
        var filter = context.Arguments.Raw("filter") is { } raw ? FilterParser.Parse(raw) : null;
        var namesOnly = context.Arguments.Flag("nameOnly");
        var batchSize = Reading.BatchSize(context.Arguments.Document("cursor"));
        context.Arguments.Accept("authorizedCollections");
        context.Arguments.RejectRest();
        var entries = new List<ReadOnlyMemory<byte>>();
        foreach (var collection in context.Database?.Catalogue.Collections ?? [])
        {
            var bytes = Describe(collection, context.Request.Database, namesOnly: false).ToBytes();
            if (filter?.Matches(bytes) == false)
                continue;
            entries.Add(namesOnly ? Describe(collection, context.Request.Database, namesOnly: true).ToBytes() : bytes);
        }

        return Task.FromResult(Reading.Listing(context, entries, context.Namespace("$cmd.listCollections"), batchSize));
    }

    private static BsonDocument Describe(CollectionInfo collection, string database, bool namesOnly)
    {
        var entry = new BsonDocument { ["name"] = collection.Name, ["type"] = "collection" };
        if (namesOnly)
            return entry;
        entry.Add("options", new BsonDocument());
        entry.Add("info", new BsonDocument { ["readOnly"] = false, ["uuid"] = collection.Uuid });
        entry.Add("idIndex", ListIndexesCommand.Describe(Indexes.IndexInfo.OnId));
        return entry;
    }
}
