using System.Collections.Concurrent;
using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server;

namespace IbmPlatform.Mongo.Client.Tests.Unified;

/// <summary>The embedded server on a folder of its own, with what it takes to pass for more than a standalone.</summary>
internal sealed class SpecificationServer : IAsyncDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("ibm-unified-").FullName;
    private readonly MongoServer server;
    private long time = DateTimeOffset.UtcNow.ToUnixTimeSeconds() << 32;

    public SpecificationServer(Presented presented)
    {
        Presented = presented;
        server = MongoServer.Start(new MongoServerOptions { DataDirectory = directory });
        Store = MongoClient.Create("mongodb://embedded/", new MongoClientOptions { StreamFactory = _ => server.ConnectInProcess() });
    }

    public Presented Presented { get; set; }

    public FailPoints FailPoints { get; } = new();

    public ChangeLog Changes { get; } = new();

    /// <summary>Reaches the server without any proxy: to set up, and to look at the outcome.</summary>
    public MongoClient Store { get; }

    /// <summary>Replies of numbered writes: a repetition gets the first one's.</summary>
    public ConcurrentDictionary<string, BsonDocument> Numbered { get; } = new();

    public ValueTask<Stream> ConnectAsync() => server.ConnectInProcess();

    /// <summary>The cluster's clock, one step on.</summary>
    public BsonTimestamp Tick() => new((ulong)Interlocked.Increment(ref time));

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        await server.DisposeAsync();
        Directory.Delete(directory, recursive: true);
    }
}
