using IbmPlatform.Mongo.Client;
using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Benchmarks.Stores;

/// <summary>
/// The embedded server, a process of its own, through our client over TCP, beside the raw parts that it stands on: a loopback
/// round trip and SQLite by ADO.NET, on the same disk in the same run.
/// </summary>
internal static class StoresScenario
{
    /// <returns>0 when every figure holds.</returns>
    public static async Task<int> RunAsync(StoresOptions options, TextWriter output)
    {
        var parent = Path.Combine(options.Directory, $"ibm-stores-{Guid.NewGuid():n}");
        Directory.CreateDirectory(parent);
        try
        {
            await output.WriteLineAsync($"{options.Documents} documents, {options.ScanMegabytes} MB to scan, {options.Rounds} rounds");
            await output.WriteLineAsync("| | measured | beside it | ratio | target | |\n|---|---|---|---|---|---|");
            var failed = 0;
            await foreach (var figure in MeasureAsync(parent, options))
            {
                await output.WriteLineAsync(figure.ToString());
                failed += figure.Holds ? 0 : 1;
            }

            return failed == 0 ? 0 : 1;
        }
        finally
        {
            Directory.Delete(parent, recursive: true);
        }
    }

    private static async IAsyncEnumerable<Figure> MeasureAsync(string directory, StoresOptions options)
    {
        if (options.Measures("single") || options.Measures("many"))
        {
            await using var store = await StoreProcess.StartAsync(Path.Combine(directory, "things"));
            await using var echo = await EchoProcess.StartAsync();
            using var raw = new RawSqlite(Path.Combine(directory, "raw.db"));
            var things = await store.CollectionAsync("things");
            foreach (var figure in options.Measures("single") ? await SingleOperations.MeasureAsync(things, raw, echo, options.Rounds) : [])
                yield return figure;
            foreach (var figure in options.Measures("many") ? await ManyAsync(store, things, raw, Path.Combine(directory, "within"), options.Rounds) : [])
                yield return figure;
        }

        if (options.Measures("large"))
        {
            var full = Path.Combine(directory, "full");
            yield return await LargeCollection.PagesAsync(full, options);
            foreach (var figure in await LargeCollection.StartsAsync(full, directory, options))
                yield return figure;
        }

        foreach (var figure in options.Measures("scan") ? await WholeScan.MeasureAsync(Path.Combine(directory, "scan"), options.ScanMegabytes) : [])
            yield return figure;
    }

    private static async Task<IReadOnlyList<Figure>> ManyAsync(
        StoreProcess store, MongoCollection<BsonDocument> things, RawSqlite raw, string directory, int rounds)
    {
        await using var within = new StoreInProcess(directory);
        await using var bySocket = MongoClient.Create(store.SocketAddress);
        return await ManyWrites.MeasureAsync(
            things, bySocket.GetDatabase("bench").GetCollection<BsonDocument>("things"), await Things.CollectionAsync(within.Database, "things"), raw, rounds);
    }
}
