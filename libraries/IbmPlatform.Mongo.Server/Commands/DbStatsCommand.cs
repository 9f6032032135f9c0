using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Connections;

namespace IbmPlatform.Mongo.Server.Commands;

/// <summary><c>dbStats</c>: counts and sizes of a database.</summary>
internal sealed class DbStatsCommand : ICommand
{
    public IReadOnlyList<string> Names => ["dbStats", "dbstats"];

    public Task<CommandReply> RunAsync(CommandContext context)
    {
        var scale = Math.Max(1, context.Arguments.Whole("scale") ?? 1);
        context.Arguments.Accept("freeStorage");
        context.Arguments.RejectRest();
        var (collections, objects, size, indexes) = (0L, 0L, 0L, 0L);
        var database = context.Database;
        if (database is not null)
        {
            using var session = database.BeginRead();
            foreach (var collection in database.Catalogue.Collections)
            {
                var (count, bytes) = CollStatsCommand.Measure(session.Connection, collection);
                collections++;
                objects += count;
                size += bytes;
                indexes += collection.Indexes.Count;
            }
        }

        return Task.FromResult<CommandReply>(new BsonDocument
        {
            ["db"] = context.Request.Database,
            ["collections"] = collections,
            ["views"] = 0,
            ["objects"] = objects,
            ["avgObjSize"] = objects == 0 ? 0.0 : (double)size / objects,
            ["dataSize"] = size / scale,
            ["storageSize"] = (database?.SizeOnDisk() ?? 0) / scale,
            ["indexes"] = indexes,
            ["scaleFactor"] = scale,
        });
    }
}
