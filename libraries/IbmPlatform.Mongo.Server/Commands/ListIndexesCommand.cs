using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Connections;
using IbmPlatform.Mongo.Server.Indexes;

namespace IbmPlatform.Mongo.Server.Commands;

/// <summary><c>listIndexes</c>.</summary>
internal sealed class ListIndexesCommand : ICommand
{
    public IReadOnlyList<string> Names => ["listIndexes"];

    public Task<CommandReply> RunAsync(CommandContext context)
    {
        var name = context.CollectionName();
        var batchSize = Reading.BatchSize(context.Arguments.Document("cursor"));
        context.Arguments.RejectRest();
        if (context.Database?.Catalogue.Find(name) is not { } collection)
            throw new CommandException(MongoErrorCodes.NamespaceNotFound, $"ns does not exist: {context.Namespace(name)}");
        var entries = collection.Indexes.Select(index => (ReadOnlyMemory<byte>)Describe(index).ToBytes()).ToList();
        return Task.FromResult(Reading.Listing(context, entries, context.Namespace(name), batchSize));
    }

    public static BsonDocument Describe(IndexInfo index)
    {
        var keys = new BsonDocument();
        foreach (var field in index.Fields)
            keys.Add(field.Path, field.Descending ? -1 : 1);
        var described = new BsonDocument { ["v"] = 2, ["key"] = keys, ["name"] = index.Name };
        if (index.Unique && !index.IsIdIndex)
            described.Add("unique", true);
        if (index.Sparse)
            described.Add("sparse", true);
        if (index.Partial is { } partial)
            described.Add("partialFilterExpression", partial.Expression);
        if (index.ExpireAfterSeconds is { } seconds)
            described.Add("expireAfterSeconds", seconds);
        return described;
    }
}
