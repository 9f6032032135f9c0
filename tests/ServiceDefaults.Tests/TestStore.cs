using IbmPlatform.Mongo.Client;
using IbmPlatform.ServiceDefaults.Aggregates;
using IbmPlatform.ServiceDefaults.Events;

namespace IbmPlatform.ServiceDefaults.Tests;

/// <summary>A fresh store with an owner of things in it.</summary>
internal sealed class TestStore : IAsyncDisposable
{
    private readonly Testing.TestStore store;

    public TestStore()
    {
        store = new Testing.TestStore(wrap: Lossy.Wrap);
        Type = new AggregateType<Thing>
        {
            Service = "things",
            Name = "thing",
            Collection = "things",
            Id = thing => thing.Id,
            Message = EventMessage<Thing>.Of<ThingChanged>(),
        };
    }

    public MongoClient Client => store.Client;

    public LossyLink Lossy { get; } = new();

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

    public ValueTask DisposeAsync() => store.DisposeAsync();
}
