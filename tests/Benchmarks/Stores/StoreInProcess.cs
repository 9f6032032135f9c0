using IbmPlatform.Mongo.Client;
using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server;

namespace IbmPlatform.Benchmarks.Stores;

/// <summary>The embedded server within this process, as the standalone runs it: client and server speak the same protocol, over memory.</summary>
internal sealed class StoreInProcess : IAsyncDisposable
{
    private readonly MongoServer server;
    private readonly MongoClient client;

    public StoreInProcess(string directory)
    {
        server = MongoServer.Start(new MongoServerOptions { DataDirectory = directory });
        client = MongoClient.Create("mongodb://embedded/", new MongoClientOptions { StreamFactory = _ => server.ConnectInProcess() });
    }

    public MongoDatabase Database => client.GetDatabase("bench");

    public async ValueTask DisposeAsync()
    {
        await client.DisposeAsync();
        await server.DisposeAsync();
    }
}
