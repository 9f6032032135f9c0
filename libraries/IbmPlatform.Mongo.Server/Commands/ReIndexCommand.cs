using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Connections;
using IbmPlatform.Mongo.Server.Indexes;
using IbmPlatform.Mongo.Server.Storage;

namespace IbmPlatform.Mongo.Server.Commands;

/// <summary><c>reIndex</c>: drops a collection's indexes and builds them again, which mends one that verify or validate finds wrong.</summary>
internal sealed class ReIndexCommand : ICommand
{
    public IReadOnlyList<string> Names => ["reIndex"];

    public async Task<CommandReply> RunAsync(CommandContext context)
    {
        var name = context.CollectionName();
        context.Arguments.RejectRest();
        if (context.Database is not { } database)
            throw NotFound(context, name);
        return await database.WriteAsync(
            session => Run(session, context, session.Catalogue.Find(name) ?? throw NotFound(context, name)), context.Stopping).ConfigureAwait(false);
    }

    private static BsonDocument Run(WriteSession session, CommandContext context, CollectionInfo collection)
    {
        var count = collection.Indexes.Count;
        try
        {
            foreach (var index in collection.SecondaryIndexes.ToList())
                collection = session.CreateIndex(session.DropIndex(collection, index), index, context.Deadline.Check);
        }
        catch (Exception fault) when (fault is DuplicateKeyException or ParallelArraysException)
        {
            throw WriteErrors.Refusal(context.Request.Database, fault)!;
        }

        return new BsonDocument
        {
            ["nIndexesWas"] = count,
            ["nIndexes"] = count,
            ["indexes"] = new BsonArray(collection.Indexes.Select(index => (BsonValue)ListIndexesCommand.Describe(index))),
        };
    }

    private static CommandException NotFound(CommandContext context, string name) =>
        new(MongoErrorCodes.NamespaceNotFound, $"collection {context.Namespace(name)} does not exist");
}
