using IbmPlatform.Mongo.Client;
using IbmPlatform.Mongo.Protocol;
using IbmPlatform.ServiceDefaults.Aggregates;
using IbmPlatform.ServiceDefaults.Streams;
using IbmPlatform.Values;
using Microsoft.Extensions.Logging.Abstractions;

namespace IbmPlatform.ServiceDefaults.Tests.Streams;

public sealed class SubscriptionTests
{
    private static readonly SubscriptionName Name = new("readers", "things/thing");

    [Fact]
    public async Task Duplicates_and_reordering_change_nothing()
    {
        await using var store = new TestStore();
        var events = await HistoryAsync(store);
        var random = new Random(7);
        var shuffled = events.Concat(events).Concat(events).OrderBy(_ => random.Next()).ToList();
        var (subscription, database, _) = await ReaderAsync(store);

        foreach (var message in shuffled)
            await subscription.ReceiveAsync(message, store.Token);

        Assert.Equal(
            events.GroupBy(e => e.Id).Select(versions => versions.MaxBy(e => e.Version)!.State).OfType<Thing>().OrderBy(t => t.Id),
            await Model(database).ListAsync([], null, store.Token));
    }

    [Fact]
    public async Task A_late_event_does_not_bring_a_removed_aggregate_back()
    {
        await using var store = new TestStore();
        var things = store.Things(await store.OwnerAsync());
        var basis = (await things.InsertAsync(Thing.Of("a"), Change.BySystem, store.Token)).Aggregate!;
        await things.RemoveAsync(basis, Change.BySystem, store.Token);
        var events = await MessagesAsync(store);
        var (subscription, database, _) = await ReaderAsync(store);

        await subscription.ReceiveAsync(events[1], store.Token);
        await subscription.ReceiveAsync(events[0], store.Token);

        Assert.Empty(await Model(database).ListAsync([], null, store.Token));
    }

    [Fact]
    public async Task A_gap_is_asked_for_and_the_position_waits_until_it_is_filled()
    {
        await using var store = new TestStore();
        var events = await HistoryAsync(store);
        var (subscription, _, asked) = await ReaderAsync(store);
        await subscription.ReceiveAsync(events[0], store.Token);

        await subscription.ReceiveAsync(events[3], store.Token);
        await subscription.ReceiveAsync(events[4], store.Token);

        Assert.Equal(new ReplayRequested("things/thing", 1, "readers-things-thing"), Assert.Single(asked));
        Assert.Equal(1, (await subscription.PositionAsync(store.Token)).Sequence);

        var sent = await new Replayer(await store.OwnerAsync())
            .ReplayAsync(asked[0], (message, _, ct) => subscription.ReceiveAsync((ThingChanged)message, ct), store.Token);
        Assert.Equal(events.Count - 1, sent);
        Assert.Equal(events.Count, (await subscription.PositionAsync(store.Token)).Sequence);
    }

    [Fact]
    public async Task A_crash_between_applying_and_moving_on_applies_again_without_effect()
    {
        await using var store = new TestStore();
        var events = await HistoryAsync(store);
        var (_, database, _) = await ReaderAsync(store);
        await Model(database).ApplyAsync(events[0].Id, events[0].Epoch, events[0].Version, events[0].State, store.Token);

        var (afterCrash, _, _) = await ReaderAsync(store);
        Assert.Equal(0, (await afterCrash.PositionAsync(store.Token)).Sequence);
        foreach (var message in events)
            await afterCrash.ReceiveAsync(message, store.Token);

        Assert.Equal(events.Count, (await afterCrash.PositionAsync(store.Token)).Sequence);
        Assert.Equal(3, (await Model(database).ListAsync([], null, store.Token)).Count);
    }

    [Fact]
    public async Task A_message_that_cannot_be_applied_is_parked_with_its_reason_and_holds_nothing_up()
    {
        await using var store = new TestStore();
        var events = await HistoryAsync(store);
        var (subscription, database, _) = await ReaderAsync(store, new Picky());

        foreach (var message in events)
            await subscription.ReceiveAsync(message, store.Token);

        Assert.Equal(events.Count, (await subscription.PositionAsync(store.Token)).Sequence);
        var parked = await database.Database.GetCollection<Mongo.Protocol.BsonDocument>("parked").FindOneAsync([], cancellationToken: store.Token);
        Assert.Equal(1, await database.Parked.CountAsync(store.Token));
        Assert.Contains("b is too much", parked!["reason"].AsString, StringComparison.Ordinal);
        Assert.Contains("thing/b", parked["message"].AsString, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_owner_restored_from_a_backup_is_read_again_from_its_first_event()
    {
        await using var store = new TestStore();
        var events = await HistoryAsync(store);
        var (subscription, database, asked) = await ReaderAsync(store);
        foreach (var message in events)
            await subscription.ReceiveAsync(message, store.Token);

        // The backup was older: the log goes on at a place that was taken before, under a new epoch.
        var reborn = events[2] with { Epoch = 2, Version = 1, State = Thing.Of("a", 99), Id = "thing/a" };
        await subscription.ReceiveAsync(reborn, store.Token);

        Assert.Equal(0, Assert.Single(asked).After);
        Assert.Equal(99, (await Model(database).LoadAsync(["thing/a"], store.Token))[0]!.Rank);
    }

    [Fact]
    public async Task After_a_restore_the_raised_epoch_brings_readers_to_what_stands()
    {
        await using var store = new TestStore();
        var owner = await store.OwnerAsync();
        var things = store.Things(owner);
        var first = (await things.InsertAsync(Thing.Of("a", 1), Change.BySystem, store.Token)).Aggregate!;
        var (subscription, database, asked) = await ReaderAsync(store);
        await things.UpdateAsync(first, Thing.Of("a", 2), Change.BySystem, store.Token);
        foreach (var message in await MessagesAsync(store))
            await subscription.ReceiveAsync(message, store.Token);
        Assert.Equal(2, (await Model(database).LoadAsync(["thing/a"], store.Token))[0]!.Rank);

        // The backup is of before the second write.
        await things.Documents.UpdateOneAsync(
            new("_id", "thing/a"), new("$set", new BsonDocument { ["version"] = 1, ["state"] = BsonMapper.ToDocument(Thing.Of("a", 1)) }), cancellationToken: store.Token);
        await owner.Database.GetCollection<BsonDocument>("events").DeleteOneAsync(new("eventId", "thing/a@2"), cancellationToken: store.Token);
        Assert.Equal(2, await owner.RaiseEpochAsync(store.Token));
        Assert.Equal(3, await (await store.OwnerAsync()).RaiseEpochAsync(store.Token));

        var restored = await MessagesAsync(store);
        Assert.Equal((3, 1), (Assert.Single(restored).Epoch, restored[0].Version));
        Assert.Equal(0, (await owner.Positions.ReadAsync("publisher", store.Token)).Sequence);
        await subscription.ReceiveAsync(restored[0], store.Token);
        Assert.Equal(0, asked[^1].After);
        await subscription.ReceiveAsync(restored[0], store.Token);
        Assert.Equal(1, (await Model(database).LoadAsync(["thing/a"], store.Token))[0]!.Rank);
        Assert.Equal((3, 1), ((await subscription.PositionAsync(store.Token)).Epoch, (await subscription.PositionAsync(store.Token)).Sequence));
    }

    /// <summary>Three things, six events.</summary>
    private static async Task<IReadOnlyList<ThingChanged>> HistoryAsync(TestStore store)
    {
        var things = store.Things(await store.OwnerAsync());
        foreach (var name in new[] { "a", "b", "c" })
        {
            var first = await things.InsertAsync(Thing.Of(name, 1), Change.BySystem, store.Token);
            await things.UpdateAsync(first.Aggregate!, Thing.Of(name, 2), Change.BySystem, store.Token);
        }
        return await MessagesAsync(store);
    }

    private static async Task<IReadOnlyList<ThingChanged>> MessagesAsync(TestStore store)
    {
        await (await store.OwnerAsync()).Outbox.DrainAsync(store.Token);
        return [.. (await store.LogAsync()).Select(logged => (ThingChanged)store.Type.CreateMessage(logged))];
    }

    private static async Task<(Subscription<Thing> Subscription, ServiceDatabase Database, List<ReplayRequested> Asked)> ReaderAsync(
        TestStore store, params IEventHandler<AggregateChanged<Thing>>[] more)
    {
        var database = new ServiceDatabase("readers", store.Client.GetDatabase("readers"), [], TimeProvider.System);
        await database.PrepareAsync(store.Token);
        var asked = new List<ReplayRequested>();
        var keep = new KeepState<Thing, Thing>(Model(database), thing => thing);
        var subscription = new Subscription<Thing>(
            Name,
            database,
            [keep, .. more],
            (request, _) =>
            {
                asked.Add(request);
                return Task.CompletedTask;
            },
            TimeProvider.System,
            NullLogger.Instance);
        return (subscription, database, asked);
    }

    private static ReadModel<Thing> Model(ServiceDatabase database) => database.ReadModel<Thing>("things");

    private sealed class Picky : IEventHandler<AggregateChanged<Thing>>
    {
        public Task ApplyAsync(AggregateChanged<Thing> message, CancellationToken cancellationToken) =>
            message.State is { Name: "b", Rank: 2 } ? throw new InvalidOperationException("b is too much") : Task.CompletedTask;
    }
}
