using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Aggregation.Stages;
using IbmPlatform.Mongo.Server.Connections;
using IbmPlatform.Mongo.Server.Storage;

namespace IbmPlatform.Mongo.Server.Commands;

/// <summary><c>collStats</c>: counts and sizes of one collection.</summary>
internal sealed class CollStatsCommand : ICommand
{
    public IReadOnlyList<string> Names => ["collStats", "collstats"];

    public Task<CommandReply> RunAsync(CommandContext context)
    {
        var name = context.CollectionName();
        var scale = Math.Max(1, context.Arguments.Whole("scale") ?? 1);
        context.Arguments.RejectRest();
        var database = context.Database;
        var reply = new BsonDocument("ns", context.Namespace(name));
        if (database?.Catalogue.Find(name) is not { } collection)
            return Task.FromResult<CommandReply>(reply.Add("count", 0).Add("size", 0).Add("storageSize", 0).Add("nindexes", 0));
        using var session = database.BeginRead();
        AddSizes(reply, session.Connection, collection, scale);
        return Task.FromResult<CommandReply>(reply);
    }

    /// <summary>The same as <c>$collStats</c> shows it.</summary>
    public static BsonDocument Describe(CommandContext context, string name, CollStatsStage wanted)
    {
        var database = context.Database;
        if (database?.Catalogue.Find(name) is not { } collection)
            throw new CommandException(MongoErrorCodes.NamespaceNotFound, $"Unable to retrieve the statistics of $collStats :: caused by :: Collection [{context.Namespace(name)}] not found.");
        using var session = database.BeginRead();
        var found = new BsonDocument { ["ns"] = context.Namespace(name), ["localTime"] = new BsonDateTime(context.State.Clock.GetUtcNow().ToUnixTimeMilliseconds()) };
        if (wanted.Scale is { } scale)
        {
            var sizes = new BsonDocument();
            AddSizes(sizes, session.Connection, collection, scale);
            found.Add("storageStats", sizes);
        }

        return wanted.ShowsCount ? found.Add("count", Measure(session.Connection, collection).Count) : found;
    }

    public static (long Count, long Size) Measure(SqliteConnection connection, CollectionInfo collection)
    {
        using var sums = connection.Prepare($"SELECT count(*), coalesce(sum(length(doc)), 0) FROM {collection.Table}");
        return sums.Step() ? (sums.Long(0), sums.Long(1)) : default;
    }

    private static void AddSizes(BsonDocument reply, SqliteConnection connection, CollectionInfo collection, long scale)
    {
        var (count, size) = Measure(connection, collection);
        reply.Add("count", count);
        reply.Add("size", size / scale);
        if (count > 0)
            reply.Add("avgObjSize", size / count);
        reply.Add("storageSize", size / scale);
        reply.Add("nindexes", collection.Indexes.Count);
        var indexes = collection.Indexes.Select(index => (index.Name, Size: KeysOf(connection, index.IsIdIndex ? collection.Table : index.Table))).ToList();
        reply.Add("totalIndexSize", indexes.Sum(index => index.Size) / scale);
        reply.Add("indexSizes", new BsonDocument(indexes.Select(index => new BsonElement(index.Name, new BsonInt64(index.Size / scale)))));
        reply.Add("totalSize", (size + indexes.Sum(index => index.Size)) / scale);
        reply.Add("scaleFactor", scale);
    }

    // Each entry is a key and the row that it stands for.
    private static long KeysOf(SqliteConnection connection, string table) =>
        connection.QueryLong($"SELECT coalesce(sum(length(key) + 8), 0) FROM {table}");
}
