using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Benchmarks.Stores;

/// <summary>The memory of a server and of a client while a collection larger than either may hold is read from end to end.</summary>
internal static class WholeScan
{
    // A batch of 16 MB exists a few times on its way, a garbage collector keeps some more: a constant, whatever the collection.
    private const double LimitMegabytes = 256;

    private const int DocumentSize = 10_000;

    public static async Task<IReadOnlyList<Figure>> MeasureAsync(string directory, int megabytes)
    {
        var count = (int)(megabytes * 1048576L / DocumentSize);
        await using (var store = await StoreProcess.StartAsync(directory))
        {
            var collection = store.Database.GetCollection<BsonDocument>(ScanProcess.Collection);
            var text = new string('x', DocumentSize - 40);
            foreach (var part in Enumerable.Range(0, count).Chunk(500))
                await collection.InsertManyAsync([.. part.Select(n => new BsonDocument { ["_id"] = n, ["text"] = text })]);
        }

        // A fresh process: its peak is the scan's.
        await using var scanned = await StoreProcess.StartAsync(directory);
        var (documents, client) = await ScanProcess.RunAsync(scanned.Address);
        if (documents != count)
            throw new InvalidOperationException($"{documents} documents came of {count}.");
        return
        [
            new Figure($"server's peak memory while {megabytes} MB are scanned, against {LimitMegabytes} MB", scanned.PeakMegabytes, LimitMegabytes, "MB", 1),
            new Figure($"client's peak memory while {megabytes} MB are scanned, against {LimitMegabytes} MB", client, LimitMegabytes, "MB", 1),
        ];
    }
}
