using IbmPlatform.Mongo.Client;
using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Benchmarks.Stores;

/// <summary>One operation at a time: a read by id, and a durable insert.</summary>
internal static class SingleOperations
{
    private const int Reads = 1000;
    private const int Writes = 100;

    public static async Task<IReadOnlyList<Figure>> MeasureAsync(MongoCollection<BsonDocument> things, RawSqlite raw, EchoProcess echo, int rounds)
    {
        var inserts = await Timing.MediansAsync(rounds, Writes,
            _ => echo.RoundTripAsync(),
            n => Do(() => raw.Insert(n, 1, Things.Bytes)),
            n => things.InsertOneAsync(Things.Of(n)));
        var reads = await Timing.MediansAsync(rounds, Reads,
            _ => echo.RoundTripAsync(),
            n => Do(() => raw.Read(n % Writes)),
            n => ReadAsync(things, n % Writes));
        return
        [
            new Figure("sequential findOne against round trip + raw read", reads[2], reads[0] + reads[1], "ms", 3),
            new Figure("one durable insert against round trip + raw insert", inserts[2], inserts[0] + inserts[1], "ms", 1.5),
            new Figure("allocated by the client per findOne against 8 KB", await AllocatedAsync(things), 8, "KB", 1),
        ];
    }

    // The server is another process: whatever this one allocates meanwhile is the client's.
    private static async Task<double> AllocatedAsync(MongoCollection<BsonDocument> things)
    {
        var before = GC.GetTotalAllocatedBytes(precise: true);
        for (var n = 0; n < Reads; n++)
            await ReadAsync(things, n % Writes);
        return (GC.GetTotalAllocatedBytes(precise: true) - before) / 1024.0 / Reads;
    }

    private static async Task ReadAsync(MongoCollection<BsonDocument> things, int n)
    {
        if (await things.FindOneAsync(new BsonDocument("_id", n)) is null)
            throw new InvalidOperationException($"Document {n} is not there.");
    }

    private static Task Do(Action work)
    {
        work();
        return Task.CompletedTask;
    }
}
