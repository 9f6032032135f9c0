using System.Diagnostics;
using IbmPlatform.Mongo.Client;
using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Benchmarks.Stores;

/// <summary>Many writers at once, and one that writes in bulk.</summary>
internal static class ManyWrites
{
    private const int Writers = 32;
    private const int Batch = 128;
    private const int Batches = 400;
    // The runtime compiles what is used much anew, on the same processors: our programs reach their speed after some fifty thousand
    // writes, raw SQLite has it from the start.
    private const int WarmUpRounds = 4;

    private static readonly InsertIds Ids = new();

    /// <param name="byTcp">The server in another process.</param>
    /// <param name="bySocket">The same server's by its Unix domain socket.</param>
    /// <param name="within">A server's in this process.</param>
    public static async Task<IReadOnlyList<Figure>> MeasureAsync(
        MongoCollection<BsonDocument> byTcp, MongoCollection<BsonDocument> bySocket, MongoCollection<BsonDocument> within, RawSqlite raw, int rounds)
    {
        var concurrent = await RatesAsync(rounds, Writers * Batches,
            () => RawBatches(raw, Writers), () => WritersAsync(byTcp), () => WritersAsync(bySocket), () => WritersAsync(within));
        var bulk = await RatesAsync(rounds, Batch * Batches, () => RawBatches(raw, Batch), () => BulkAsync(byTcp));
        string[] ways = ["over TCP", "over a Unix domain socket", "in the server's process, as the standalone runs it"];
        return
        [
            .. ways.Select((way, i) => new Figure(
                $"{Writers} concurrent writers {way} against raw batches of {Writers}", concurrent[i + 1], concurrent[0], "documents/s", 0.6, AtMost: false)),
            new Figure($"bulk insert against raw batches of {Batch}", bulk[1], bulk[0], "documents/s", 0.6, AtMost: false),
        ];
    }

    private static async Task<double[]> RatesAsync(int rounds, int documents, params Func<Task>[] operations)
    {
        var rates = operations.Select(_ => new List<double>()).ToArray();
        for (var round = -WarmUpRounds; round < rounds; round++)
        {
            for (var which = 0; which < operations.Length; which++)
            {
                var start = Stopwatch.GetTimestamp();
                await operations[which]();
                if (round >= 0)
                    rates[which].Add(documents / Stopwatch.GetElapsedTime(start).TotalSeconds);
            }
        }

        return [.. rates.Select(Timing.Median)];
    }

    private static Task RawBatches(RawSqlite raw, int size)
    {
        for (var batch = 0; batch < Batches; batch++)
            raw.Insert(Ids.Take(size), size, Things.Bytes);
        return Task.CompletedTask;
    }

    // Each takes the next document until all are taken, so that all 32 write to the end.
    private static async Task WritersAsync(MongoCollection<BsonDocument> things)
    {
        var last = Ids.Take(Writers * Batches) + Writers * Batches;
        var next = last - Writers * Batches - 1;
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(_ => Task.Run(async () =>
        {
            for (var id = Interlocked.Increment(ref next); id < last; id = Interlocked.Increment(ref next))
                await things.InsertOneAsync(Things.Of(id));
        })));
    }

    private static async Task BulkAsync(MongoCollection<BsonDocument> things)
    {
        for (var batch = 0; batch < Batches; batch++)
            await things.InsertManyAsync([.. Enumerable.Range(Ids.Take(Batch), Batch).Select(Things.Of)]);
    }

    private sealed class InsertIds
    {
        private int next = 1_000_000;

        public int Take(int count) => Interlocked.Add(ref next, count) - count;
    }
}
