using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Connections;
using IbmPlatform.Mongo.Server.Storage;

namespace IbmPlatform.Mongo.Server.Commands;

/// <summary><c>validate</c>: reads every page, document and index entry, and names what is damaged or inconsistent.</summary>
internal sealed class ValidateCommand : ICommand
{
    public IReadOnlyList<string> Names => ["validate"];

    public Task<CommandReply> RunAsync(CommandContext context)
    {
        var name = context.CollectionName();
        context.Arguments.Accept("full", "background", "checkBSONConformance", "metadata", "enforceFastCount");
        context.Arguments.Refuse("repair", "fixMultikey");
        context.Arguments.RejectRest();
        if (context.Database is not { } database || database.Catalogue.Find(name) is not { } collection)
            throw new CommandException(MongoErrorCodes.NamespaceNotFound, $"Collection '{context.Namespace(name)}' does not exist to validate.");
        using var session = database.BeginRead();
        var check = new CollectionCheck(session.Connection, collection, context.Deadline.Check);
        check.Run();
        var keys = new BsonDocument();
        foreach (var (index, count) in check.KeysPerIndex)
            keys.Add(index, count);
        return Task.FromResult<CommandReply>(new BsonDocument
        {
            ["ns"] = context.Namespace(name),
            ["nrecords"] = check.Documents,
            ["nIndexes"] = collection.Indexes.Count,
            ["keysPerIndex"] = keys,
            ["nInvalidDocuments"] = check.DamagedDocuments,
            ["valid"] = check.Errors.Count == 0,
            ["repaired"] = false,
            ["warnings"] = new BsonArray(),
            ["errors"] = new BsonArray(check.Errors.Select(e => (BsonValue)e)),
        });
    }
}
