using IbmPlatform.Mongo.Server;

namespace IbmPlatform.Mongo.Client.Tests;

/// <summary>The real embedded server on a folder of its own, and a client of it over TCP or in process.</summary>
internal sealed class EmbeddedStore : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("mongo-store-").FullName;
    private readonly MongoServer server;

    public EmbeddedStore(bool tcp = false)
    {
        server = MongoServer.Start(new MongoServerOptions
        {
            DataDirectory = folder,
            EndPoint = tcp ? new System.Net.IPEndPoint(System.Net.IPAddress.Loopback, 0) : null,
        });
        Client = tcp
            ? MongoClient.Create($"mongodb://{server.EndPoint}/test?serverSelectionTimeoutMS=5000")
            : MongoClient.Create("mongodb://in-process/test", new MongoClientOptions { StreamFactory = _ => server.ConnectInProcess() });
    }

    public MongoClient Client { get; }

    public MongoCollection<T> Collection<T>() => Client.GetDatabase("test").GetCollection<T>("things");

    public async ValueTask DisposeAsync()
    {
        await Client.DisposeAsync();
        await server.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
