using IbmPlatform.ServiceDefaults.Aggregates;

namespace IbmPlatform.ServiceDefaults.Tests.Events;

public sealed class OutboxDispatcherTests
{
    [Fact]
    public async Task A_crash_before_copying_loses_no_event()
    {
        await using var store = new TestStore();
        await store.Things(await store.OwnerAsync()).InsertAsync(Thing.Of("a"), Change.BySystem, store.Token);

        var afterCrash = await store.OwnerAsync();
        await afterCrash.Outbox.DrainAsync(store.Token);

        Assert.Equal(["thing/a@1"], (await store.LogAsync()).Select(e => e.EventId));
        Assert.Equal(0, await afterCrash.Outbox.CountPendingAsync(store.Token));
    }

    [Fact]
    public async Task A_crash_between_copying_and_pulling_doubles_no_event()
    {
        await using var store = new TestStore();
        var owner = await store.OwnerAsync();
        await store.Things(owner).InsertMissingAsync([Thing.Of("a"), Thing.Of("b")], Change.BySystem, store.Token);
        await owner.Outbox.CopyAsync(await owner.Outbox.FindPendingAsync(store.Type, store.Token), store.Token);

        var afterCrash = await store.OwnerAsync();
        Assert.Equal(2, await afterCrash.Outbox.CountPendingAsync(store.Token));
        await afterCrash.Outbox.DrainAsync(store.Token);

        Assert.Equal([(1L, 1L, "thing/a@1"), (2L, 2L, "thing/b@1")], (await store.LogAsync()).Select(e => (e.Sequence, e.Position, e.EventId)));
        Assert.Equal(0, await afterCrash.Outbox.CountPendingAsync(store.Token));
    }

    [Fact]
    public async Task A_crash_in_the_middle_of_copying_leaves_no_gap()
    {
        await using var store = new TestStore();
        var owner = await store.OwnerAsync();
        await store.Things(owner).InsertMissingAsync([Thing.Of("a"), Thing.Of("b"), Thing.Of("c")], Change.BySystem, store.Token);
        var pending = await owner.Outbox.FindPendingAsync(store.Type, store.Token);
        await owner.Outbox.CopyAsync([.. pending.Take(2)], store.Token);

        await (await store.OwnerAsync()).Outbox.DrainAsync(store.Token);

        Assert.Equal([1L, 2L, 3L], (await store.LogAsync()).Select(e => e.Sequence));
    }

    [Fact]
    public async Task Two_dispatchers_and_many_writers_make_one_gapless_log()
    {
        await using var store = new TestStore();
        var one = await store.OwnerAsync();
        var other = await store.OwnerAsync();
        var things = store.Things(one);

        var writing = Task.WhenAll(Enumerable.Range(0, 40).Select(async i =>
        {
            var first = await things.InsertAsync(Thing.Of($"t{i}"), Change.BySystem, store.Token);
            await things.UpdateAsync(first.Aggregate!, Thing.Of($"t{i}", i), Change.BySystem, store.Token);
        }));
        while (!writing.IsCompleted)
            await Task.WhenAll(one.Outbox.DrainAsync(store.Token), other.Outbox.DrainAsync(store.Token));
        await writing;
        await Task.WhenAll(one.Outbox.DrainAsync(store.Token), other.Outbox.DrainAsync(store.Token));

        var log = await store.LogAsync();
        Assert.Equal(Enumerable.Range(1, 80).Select(i => (long)i), log.Select(e => e.Sequence));
        Assert.Equal(Enumerable.Range(1, 80).Select(i => (long)i), log.Select(e => e.Position));
        Assert.Equal(80, log.Select(e => e.EventId).Distinct().Count());
        Assert.All(log.GroupBy(e => e.Aggregate), versions => Assert.Equal([1, 2], versions.Select(e => e.Version)));
    }
}
