using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Benchmarks.Stores;

/// <summary>The memory of a server and of a client while a collection is read from end to end: what a quarter of it takes, all of it takes.</summary>
internal static class WholeScan
{
    private const int DocumentSize = 10_000;

    // What a garbage collector leaves lying varies by this much from run to run.
    private const double Limit = 1.5;

    public static async Task<IReadOnlyList<Figure>> MeasureAsync(string directory, int megabytes)
    {
        var count = (int)(megabytes * 1048576L / DocumentSize);
        await FillAsync(directory, count);
        var quarter = await PeaksAsync(directory, count / 4);
        var whole = await PeaksAsync(directory, count);
        return
        [
            new Figure($"server's peak memory while {megabytes} MB are scanned, against a quarter of them", whole.Server, quarter.Server, "MB", Limit),
            new Figure($"client's peak memory while {megabytes} MB are scanned, against a quarter of them", whole.Client, quarter.Client, "MB", Limit),
        ];
    }

    private static async Task FillAsync(string directory, int count)
    {
        await using var store = await StoreProcess.StartAsync(directory);
        var collection = store.Database.GetCollection<BsonDocument>(ScanProcess.Collection);
        var text = new string('x', DocumentSize - 40);
        foreach (var part in Enumerable.Range(0, count).Chunk(500))
            await collection.InsertManyAsync([.. part.Select(n => new BsonDocument { ["_id"] = n, ["text"] = text })]);
    }

    // Fresh processes: their peaks are the scan's.
    private static async Task<(double Server, double Client)> PeaksAsync(string directory, int count)
    {
        await using var store = await StoreProcess.StartAsync(directory);
        var (documents, client) = await ScanProcess.RunAsync(store.Address, count);
        return documents == count
            ? (store.PeakMegabytes, client)
            : throw new InvalidOperationException($"{documents} documents came of {count}.");
    }
}
