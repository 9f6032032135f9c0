using IbmPlatform.Mongo.Client;
using IbmPlatform.Mongo.Server;
using IbmPlatform.ServiceDefaults.Aggregates;
using IbmPlatform.ServiceDefaults.Events;

namespace IbmPlatform.ServiceDefaults.Tests;

/// <summary>A fresh embedded store with an owner of things in it.</summary>
internal sealed class TestStore : IAsyncDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("ibm-kit-").FullName;
    private readonly MongoServer server;

    public TestStore()
    {
        server = MongoServer.Start(new MongoServerOptions { DataDirectory = directory });
        Lossy = new LossyLink(server);
        Client = MongoClient.Create("mongodb://embedded/", new MongoClientOptions { StreamFactory = Lossy.OpenAsync });
        Type = new AggregateType<Thing>
        {
            Service = "things",
            Name = "thing",
            Collection = "things",
            Id = thing => thing.Id,
            Message = EventMessage<Thing>.Of<ThingChanged>(),
        };
    }

    public MongoClient Client { get; }

    public LossyLink Lossy { get; }

    public AggregateType<Thing> Type { get; }

    public CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>The owner as one process sees it; a second call is a second process, or the first after a crash.</summary>
    public async Task<ServiceDatabase> OwnerAsync()
    {
        var database = new ServiceDatabase("things", Client.GetDatabase("things"), [Type], TimeProvider.System);
        await database.PrepareAsync(Token);
        return database;
    }

    public AggregateStore<Thing> Things(ServiceDatabase owner) => new(owner, Type, TimeProvider.System);

    public async Task<IReadOnlyList<LoggedEvent>> LogAsync() => await (await OwnerAsync()).Events.ReadAfterAsync(0, 1000, Token);

    public async ValueTask DisposeAsync()
    {
        await Client.DisposeAsync();
        await server.DisposeAsync();
        Directory.Delete(directory, recursive: true);
    }
}
