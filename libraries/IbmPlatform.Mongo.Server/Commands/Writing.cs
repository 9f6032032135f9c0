using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Query;
using IbmPlatform.Mongo.Server.Query.Execution;
using IbmPlatform.Mongo.Server.Query.Planning;
using IbmPlatform.Mongo.Server.Storage;

namespace IbmPlatform.Mongo.Server.Commands;

/// <summary>What the commands that write have in common.</summary>
internal static class Writing
{
    public static IReadOnlyList<RawBsonDocument> CheckCount(IReadOnlyList<RawBsonDocument> statements) =>
        statements.Count is > 0 and <= BsonLimits.MaxWriteBatchSize
            ? statements
            : throw new CommandException(MongoErrorCodes.InvalidLength, $"Write batch sizes must be between 1 and {BsonLimits.MaxWriteBatchSize}. Got {statements.Count} operations.");

    /// <summary>The first document in the query's order, read by the writer.</summary>
    public static StoredDocument? First(WriteSession session, CommandContext context, CollectionInfo collection, QuerySpec query)
    {
        var source = Planner.Plan(collection, query with { SortLimit = 1 });
        try
        {
            return source.TryNext(new QueryContext(session.Connection, context.Deadline), out var document) ? document : null;
        }
        finally
        {
            source.Suspend();
        }
    }

    /// <summary>
    /// Every document that the query finds before the first is changed: a change that moves a document in the index being
    /// read must not bring it up again. Only the rows are kept, the documents are read as they are used.
    /// </summary>
    public static IEnumerable<StoredDocument> All(WriteSession session, CommandContext context, CollectionInfo collection, QuerySpec query)
    {
        var rows = new List<long>();
        var source = Planner.Plan(collection, query);
        try
        {
            var reading = new QueryContext(session.Connection, context.Deadline);
            while (source.TryNext(reading, out var document))
                rows.Add(document.Row);
        }
        finally
        {
            source.Suspend();
        }

        foreach (var row in rows)
            yield return Read(session.Connection, collection, row);
    }

    private static StoredDocument Read(SqliteConnection connection, CollectionInfo collection, long row)
    {
        using var read = connection.Prepare($"SELECT doc, sum FROM {collection.Table} WHERE id=?1");
        if (!read.Bind(1, row).Step())
            throw new InvalidOperationException($"Row {row} of '{collection.Name}' went away inside its own transaction.");
        var bson = read.Blob(0).ToArray();
        DocumentChecksum.Verify(collection, row, bson, read.Long(1));
        return new StoredDocument(row, bson);
    }
}
