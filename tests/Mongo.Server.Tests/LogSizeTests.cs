using System.Globalization;
using IbmPlatform.Mongo.Client;
using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Storage;

namespace IbmPlatform.Mongo.Server.Tests;

/// <summary>The write-ahead log keeps its size whatever reads while 32 clients write.</summary>
public sealed class LogSizeTests
{
    private const int Writers = 32;
    private const long MostBytes = LogKeeper.Large + (16L << 20);

    // A thousand million documents to look at, which no machine has done with before the writers are.
    [Theory]
    [InlineData("{'aggregate': 'things', 'cursor': {}, 'pipeline': [{'$lookup': {'from': 'things', 'pipeline': [{'$lookup': {'from': 'things', 'pipeline': [{'$match': {'none': -1}}], 'as': 'y'}}, {'$match': {'none': -1}}], 'as': 'x'}}, {'$match': {'n': -1}}]}")]
    [InlineData("{'aggregate': 'things', 'cursor': {}, 'hint': 'n', 'pipeline': [{'$match': {'n': {'$gte': 0}}}, {'$lookup': {'from': 'things', 'pipeline': [{'$lookup': {'from': 'things', 'pipeline': [{'$match': {'none': -1}}], 'as': 'y'}}, {'$match': {'none': -1}}], 'as': 'x'}}, {'$match': {'n': -1}}]}")]
    public async Task A_scan_that_goes_on_for_ever_keeps_no_log(string scan)
    {
        await using var server = await Filled();
        var endless = server.Client.GetDatabase("test").RunCommandAsync(ServerFixture.Doc(scan));
        var largest = await Write(server, 2 * LogKeeper.Large);

        Assert.False(endless.IsCompleted, endless.Exception?.ToString() ?? "the scan has come to its end");
        Assert.InRange(largest, 1, MostBytes);
        Assert.Equal(1000, await server.Things.CountDocumentsAsync(ServerFixture.Doc("{'n': {'$gte': 0}}")));
        await Kill(server);
        Assert.Equal("Interrupted", (await Assert.ThrowsAnyAsync<MongoCommandException>(() => endless)).CodeName);
    }

    [Fact]
    public async Task Reads_that_overlap_without_end_keep_no_log_and_see_every_document_once()
    {
        await using var server = await Filled();
        using var stop = new CancellationTokenSource();
        var readers = Enumerable.Range(0, 4).Select(_ => Read(server, stop.Token)).ToList();
        var largest = await Write(server, 2 * LogKeeper.Large);
        await stop.CancelAsync();

        await Task.WhenAll(readers);
        Assert.InRange(largest, 1, MostBytes);
    }

    private static async Task<ServerFixture> Filled()
    {
        var server = ServerFixture.Start(listen: true);
        await server.Insert([.. Enumerable.Range(0, 1000).Select(i => $"{{'_id': {i}, 'n': {i}}}")]);
        await server.Run("{'createIndexes': 'things', 'indexes': [{'key': {'n': 1}, 'name': 'n', 'sparse': true}]}");
        return server;
    }

    // Each batch is read on its own; what was there before the writers is there in each round, in its order.
    private static async Task Read(ServerFixture server, CancellationToken stop)
    {
        do
        {
            var expected = 0;
            await foreach (var document in server.Things.Find(ServerFixture.Doc("{'n': {'$gte': 0}}"), new FindOptions { Sort = new BsonDocument("n", 1) }, CancellationToken.None))
                Assert.Equal(expected++, document["n"].ToInt32());
            Assert.Equal(1000, expected);
        }
        while (!stop.IsCancellationRequested);
    }

    /// <summary>The largest size of the log until that many bytes have been written.</summary>
    private static async Task<long> Write(ServerFixture server, long bytes)
    {
        const int size = 60_000;
        var left = bytes / size;
        var largest = 0L;
        var log = Path.Combine(server.Directory, "test.mongo.db-wal");
        await using var client = MongoClient.Create(string.Create(CultureInfo.InvariantCulture, $"mongodb://127.0.0.1:{server.Server.EndPoint!.Port}/"));
        var texts = client.GetDatabase("test").GetCollection<BsonDocument>("things");
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(async _ =>
        {
            while (Interlocked.Decrement(ref left) >= 0)
            {
                await texts.InsertOneAsync(new BsonDocument("text", new string('x', size)));
                InterlockedMax(ref largest, new FileInfo(log).Length);
            }
        }));
        return largest;
    }

    private static void InterlockedMax(ref long target, long value)
    {
        for (var seen = Volatile.Read(ref target); value > seen; seen = Volatile.Read(ref target))
            Interlocked.CompareExchange(ref target, value, seen);
    }

    private static async Task Kill(ServerFixture server)
    {
        var admin = server.Client.GetDatabase("admin");
        var running = await admin.RunCommandAsync(ServerFixture.Doc("{'currentOp': 1, 'command.aggregate': 'things'}"));
        foreach (var operation in running["inprog"].AsArray)
            await admin.RunCommandAsync(new BsonDocument { ["killOp"] = 1, ["op"] = operation.AsDocument["opid"] });
    }
}
