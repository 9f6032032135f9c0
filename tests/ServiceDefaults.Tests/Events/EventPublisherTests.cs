using IbmPlatform.ServiceDefaults.Aggregates;
using IbmPlatform.ServiceDefaults.Events;

namespace IbmPlatform.ServiceDefaults.Tests.Events;

public sealed class EventPublisherTests
{
    [Fact]
    public async Task Events_leave_in_the_order_of_the_log_with_the_whole_new_state()
    {
        await using var store = new TestStore();
        var owner = await store.OwnerAsync();
        var things = store.Things(owner);
        var first = await things.InsertAsync(Thing.Of("a", 1), Change.BySystem, store.Token);
        await things.UpdateAsync(first.Aggregate!, Thing.Of("a", 2), new Change("organisation/x"), store.Token);
        await owner.Outbox.DrainAsync(store.Token);
        var published = new List<ThingChanged>();

        await Publisher(owner, published.Add).PublishPendingAsync(store.Token);

        Assert.Equal([(1L, 1, 1), (2L, 2, 2)], published.Select(e => (e.Sequence, e.Version, e.State!.Rank!.Value)));
        Assert.Equal(("things/thing", "organisation/x"), (published[1].Source, published[1].By));
        Assert.Equal(["rank"], published[1].ChangedFields);
    }

    [Fact]
    public async Task A_crash_after_publishing_publishes_again_and_never_skips()
    {
        await using var store = new TestStore();
        var owner = await store.OwnerAsync();
        await store.Things(owner).InsertMissingAsync([Thing.Of("a"), Thing.Of("b"), Thing.Of("c")], Change.BySystem, store.Token);
        await owner.Outbox.DrainAsync(store.Token);
        var published = new List<string>();
        var crashing = Publisher(owner, e =>
        {
            published.Add(e.Id);
            if (published.Count == 2)
                throw new IOException("The process dies here.");
        });
        await Assert.ThrowsAsync<IOException>(() => crashing.PublishPendingAsync(store.Token));

        await Publisher(await store.OwnerAsync(), e => published.Add(e.Id)).PublishPendingAsync(store.Token);
        await Publisher(await store.OwnerAsync(), e => published.Add("again " + e.Id)).PublishPendingAsync(store.Token);

        Assert.Equal(["thing/a", "thing/b", "thing/a", "thing/b", "thing/c"], published);
    }

    [Fact]
    public async Task Only_one_holder_has_a_lease_until_it_is_silent_for_its_term()
    {
        await using var store = new TestStore();
        var clock = new ManualTime();
        var database = store.Client.GetDatabase("things");
        var one = new Lease(database, "job", clock);
        var other = new Lease(database, "job", clock);

        Assert.True(await one.TryHoldAsync(store.Token));
        Assert.False(await other.TryHoldAsync(store.Token));
        clock.Advance(Lease.Term + TimeSpan.FromSeconds(1));
        Assert.True(await other.TryHoldAsync(store.Token));
        Assert.False(await one.TryHoldAsync(store.Token));
    }

    private static EventPublisher Publisher(ServiceDatabase owner, Action<ThingChanged> publish) => new(owner, (message, _, _) =>
    {
        publish((ThingChanged)message);
        return Task.CompletedTask;
    });
}
