using IbmPlatform.Mongo.Client;
using IbmPlatform.Mongo.Server;

namespace IbmPlatform.Testing;

/// <summary>
/// A store for one test: the embedded server on a folder of its own, or, where IBM_TEST_MONGODB holds a connection string, that MongoDB
/// with databases that only this test uses. Nothing of it is left when it is disposed.
/// </summary>
public sealed class TestStore : IAsyncDisposable
{
    private readonly string? directory;
    private readonly MongoServer? server;

    /// <summary>Starts it.</summary>
    /// <param name="tcp">Whether the embedded server is reached over TCP instead of in process.</param>
    /// <param name="wrap">Stands between the client and each connection; null: nothing does.</param>
    public TestStore(bool tcp = false, Func<Stream, Stream>? wrap = null)
    {
        if (Address is { } address)
        {
            Prefix = $"ibmtest{Guid.NewGuid():N}"[..20] + "_";
            Client = MongoClient.Create(address, new MongoClientOptions { DatabasePrefix = Prefix, StreamWrapper = wrap });
            return;
        }
        directory = Directory.CreateTempSubdirectory("ibm-store-").FullName;
        server = MongoServer.Start(new MongoServerOptions
        {
            DataDirectory = directory,
            EndPoint = tcp ? new System.Net.IPEndPoint(System.Net.IPAddress.Loopback, 0) : null,
        });
        Client = tcp
            ? MongoClient.Create($"mongodb://{server.EndPoint}/?serverSelectionTimeoutMS=5000", new MongoClientOptions { StreamWrapper = wrap })
            : MongoClient.Create("mongodb://embedded/", new MongoClientOptions { StreamFactory = _ => server.ConnectInProcess(), StreamWrapper = wrap });
    }

    /// <summary>The MongoDB to test against, or null for the embedded server.</summary>
    public static string? Address => Environment.GetEnvironmentVariable("IBM_TEST_MONGODB") is { Length: > 0 } address ? address : null;

    /// <summary>What stands before the name of each database of this test.</summary>
    public string Prefix { get; } = "";

    /// <summary>The client; it knows nothing of other tests' databases.</summary>
    public MongoClient Client { get; }

    /// <summary>Drops the databases of a test on the MongoDB of <see cref="Address"/>.</summary>
    public static async Task DropAsync(string prefix)
    {
        await using var client = MongoClient.Create(Address!, new MongoClientOptions { DatabasePrefix = prefix });
        foreach (var name in await client.ListDatabaseNamesAsync())
            await client.GetDatabase(name).DropAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Client.DisposeAsync();
        if (server is null)
        {
            await DropAsync(Prefix);
            return;
        }
        await server.DisposeAsync();
        Directory.Delete(directory!, recursive: true);
    }
}
