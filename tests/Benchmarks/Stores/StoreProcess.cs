using IbmPlatform.Mongo.Client;
using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server;

namespace IbmPlatform.Benchmarks.Stores;

/// <summary>The embedded server's own executable on a data directory, and our client joined to it over TCP.</summary>
internal sealed class StoreProcess : IAsyncDisposable
{
    private readonly ChildProcess process;

    private StoreProcess(ChildProcess process)
    {
        this.process = process;
        Address = "mongodb://127.0.0.1:" + process.FirstLine[(process.FirstLine.LastIndexOf(':') + 1)..];
        Client = MongoClient.Create(Address);
    }

    public string Address { get; }

    public MongoClient Client { get; }

    public MongoDatabase Database => Client.GetDatabase("bench");

    public double PeakMegabytes => process.PeakMegabytes;

    public static async Task<StoreProcess> StartAsync(string directory) =>
        new(await ChildProcess.StartAsync(typeof(MongoServer).Assembly.Location, "--port", "0", "--data-dir", directory));

    public async Task<MongoCollection<BsonDocument>> CollectionAsync(string name)
    {
        var collection = Database.GetCollection<BsonDocument>(name);
        await collection.CreateIndexesAsync(new IndexModel(new BsonDocument("n", 1)));
        return collection;
    }

    public async ValueTask DisposeAsync()
    {
        await Client.DisposeAsync();
        await process.DisposeAsync();
    }
}
