using System.Net;
using IbmPlatform.Mongo.Client;
using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server;

namespace IbmPlatform.Benchmarks.Stores;

/// <summary>What must not grow with a collection: an indexed page, and the server's start.</summary>
internal static class LargeCollection
{
    private const int Small = 10_000;
    private const int Page = 20;

    /// <summary>Fills a store with a small and a large collection and measures their pages.</summary>
    public static async Task<Figure> PagesAsync(string directory, StoresOptions options)
    {
        await using var store = await StoreProcess.StartAsync(directory);
        var (small, large) = (await store.CollectionAsync("small"), await store.CollectionAsync("large"));
        await Things.FillAsync(small, Small);
        await Things.FillAsync(large, options.Documents);
        var pages = await Timing.MediansAsync(options.Rounds, 200,
            n => PageAsync(small, n * 17 % (Small - Page)),
            n => PageAsync(large, (int)(n * 1_999_993L % (options.Documents - Page))));
        return new Figure($"indexed page of {Page} among {options.Documents} documents against {Small}", pages[1], pages[0], "ms", 1.5);
    }

    /// <summary>Starts the server's process over the large store and over none, until a first query is answered.</summary>
    public static async Task<IReadOnlyList<Figure>> StartsAsync(string full, string parent, StoresOptions options)
    {
        var none = Path.Combine(parent, "none");
        var emptied = Path.Combine(parent, "emptied");
        await using (var store = await StoreProcess.StartAsync(emptied))
        {
            await store.CollectionAsync("small");
            await store.CollectionAsync("large");
        }

        var processes = await Timing.MediansAsync(options.Rounds, 1, _ => StartProcessAsync(none), _ => StartProcessAsync(full));
        var opened = await Timing.MediansAsync(options.Rounds, 1, _ => OpenAsync(emptied), _ => OpenAsync(full));
        return
        [
            new Figure($"start with {options.Documents} documents, until it answers, against none", processes[1], processes[0], "ms", 2),
            new Figure($"the server's own part of it against the same collections without documents", opened[1], opened[0], "ms", 2),
        ];
    }

    private static async Task PageAsync(MongoCollection<BsonDocument> collection, int from)
    {
        var options = new FindOptions { Sort = new BsonDocument("n", 1), Limit = Page };
        var page = await collection.Find(new BsonDocument("n", new BsonDocument("$gte", from)), options).ToListAsync();
        if (page.Count != Page)
            throw new InvalidOperationException($"{page.Count} documents where {Page} were asked for.");
    }

    private static async Task StartProcessAsync(string directory)
    {
        await using var store = await StoreProcess.StartAsync(directory);
        _ = await store.Database.GetCollection<BsonDocument>("large").FindOneAsync(new BsonDocument("_id", 7));
    }

    private static async Task OpenAsync(string directory)
    {
        var options = new MongoServerOptions { DataDirectory = directory, EndPoint = new IPEndPoint(IPAddress.Loopback, 0) };
        await MongoServer.Start(options).DisposeAsync();
    }
}
