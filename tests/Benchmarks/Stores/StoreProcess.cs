using IbmPlatform.Mongo.Client;
using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server;

namespace IbmPlatform.Benchmarks.Stores;

/// <summary>The embedded server's own executable on a data directory, and our client joined to it over TCP.</summary>
internal sealed class StoreProcess : IAsyncDisposable
{
    private readonly ChildProcess process;
    private readonly string socket;

    private StoreProcess(ChildProcess process, string socket)
    {
        this.process = process;
        this.socket = socket;
        SocketAddress = "mongodb://" + Uri.EscapeDataString(socket);
        Address = "mongodb://127.0.0.1:" + process.FirstLine[(process.FirstLine.LastIndexOf(':') + 1)..];
        Client = MongoClient.Create(Address);
    }

    public string Address { get; }

    /// <summary>The same server by its Unix domain socket.</summary>
    public string SocketAddress { get; }

    public MongoClient Client { get; }

    public MongoDatabase Database => Client.GetDatabase("bench");

    public double PeakMegabytes => process.PeakMegabytes;

    public static async Task<StoreProcess> StartAsync(string directory)
    {
        // Of its own, for a socket's path is short, and the directory's need not be.
        var socket = Path.Combine(Path.GetTempPath(), $"ibm-{Guid.NewGuid():n}.sock");
        return new(await ChildProcess.StartAsync(typeof(MongoServer).Assembly.Location, "--port", "0", "--data-dir", directory, "--unix-socket", socket), socket);
    }

    public Task<MongoCollection<BsonDocument>> CollectionAsync(string name) => Things.CollectionAsync(Database, name);

    public async ValueTask DisposeAsync()
    {
        await Client.DisposeAsync();
        await process.DisposeAsync();
        File.Delete(socket);
    }
}
