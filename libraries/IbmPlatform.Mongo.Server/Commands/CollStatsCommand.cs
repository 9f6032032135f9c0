using IbmPlatform.Mongo.Protocol;
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
        var (count, size) = Measure(session.Connection, collection);
        reply.Add("count", count);
        reply.Add("size", size / scale);
        if (count > 0)
            reply.Add("avgObjSize", size / count);
        reply.Add("storageSize", size / scale);
        reply.Add("nindexes", collection.Indexes.Count);
        reply.Add("scaleFactor", scale);
        return Task.FromResult<CommandReply>(reply);
    }

    public static (long Count, long Size) Measure(SqliteConnection connection, CollectionInfo collection)
    {
        using var sums = connection.Prepare($"SELECT count(*), coalesce(sum(length(doc)), 0) FROM {collection.Table}");
        return sums.Step() ? (sums.Long(0), sums.Long(1)) : default;
    }
}
