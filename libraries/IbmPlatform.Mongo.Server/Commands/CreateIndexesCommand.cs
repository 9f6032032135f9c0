using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Connections;
using IbmPlatform.Mongo.Server.Indexes;
using IbmPlatform.Mongo.Server.Storage;

namespace IbmPlatform.Mongo.Server.Commands;

/// <summary><c>createIndexes</c>: all of them or none. The database's writes wait until they are built.</summary>
internal sealed class CreateIndexesCommand : ICommand
{
    public IReadOnlyList<string> Names => ["createIndexes"];

    public async Task<CommandReply> RunAsync(CommandContext context)
    {
        var name = context.CollectionName();
        var indexes = context.Arguments.Documents("indexes").Select(raw => IndexSpecParser.Parse(raw.ToDocument())).ToList();
        if (indexes.Count == 0)
            throw CommandException.BadValue("Must specify at least one index to create");
        context.Arguments.Accept("commitQuorum");
        context.Arguments.RejectRest();
        return await context.State.Data.WriteAsync(
            context.Request.Database, session => Run(session, context, name, indexes), context.Stopping).ConfigureAwait(false);
    }

    private static BsonDocument Run(WriteSession session, CommandContext context, string name, List<IndexInfo> indexes)
    {
        var existing = session.Catalogue.Find(name);
        var collection = existing ?? Namespaces.Create(session, name);
        var before = collection.Indexes.Count;
        foreach (var index in indexes)
        {
            if (IsThere(collection, index))
                continue;
            try
            {
                collection = session.CreateIndex(collection, index, context.Deadline.Check);
            }
            catch (Exception fault) when (fault is DuplicateKeyException or ParallelArraysException)
            {
                throw WriteErrors.Refusal(context.Request.Database, fault)!;
            }
        }

        var reply = new BsonDocument
        {
            ["numIndexesBefore"] = before,
            ["numIndexesAfter"] = collection.Indexes.Count,
            ["createdCollectionAutomatically"] = existing is null,
        };
        if (before == collection.Indexes.Count)
            reply.Add("note", "all indexes already exist");
        return reply;
    }

    private static bool IsThere(CollectionInfo collection, IndexInfo index)
    {
        foreach (var known in collection.Indexes)
        {
            var sameKeys = known.Fields.SequenceEqual(index.Fields);
            if (sameKeys && known.IsIdIndex)
                return true;
            var sameOptions = known.HasOptionsOf(index);
            if (sameKeys && sameOptions && known.Name == index.Name)
                return true;
            if (known.Name == index.Name)
            {
                throw new CommandException(MongoErrorCodes.IndexKeySpecsConflict,
                    $"An existing index has the same name as the requested index, with other keys or options: {known.Name}");
            }

            if (sameKeys)
            {
                throw new CommandException(MongoErrorCodes.IndexOptionsConflict,
                    $"Index already exists with a different name or other options: {known.Name}");
            }
        }

        return false;
    }
}
