using IbmPlatform.ServiceDefaults.Aggregates;
using IbmPlatform.Values;

namespace IbmPlatform.ServiceDefaults.Tests.Aggregates;

public sealed class AggregateStoreTests
{
    [Fact]
    public async Task A_write_changes_the_state_and_leaves_its_event_in_one_document()
    {
        await using var store = new TestStore();
        var things = store.Things(await store.OwnerAsync());

        var first = await things.InsertAsync(Thing.Of("a", 1), Change.BySystem, store.Token);
        var second = await things.UpdateAsync(first.Aggregate!, Thing.Of("a", 2), new Change("organisation/x"), store.Token);

        Assert.Equal((WriteStatus.Written, 2, 2), (second.Status, second.Aggregate!.Version, second.Aggregate.State.Rank));
        var document = await things.Documents.FindOneAsync(new("_id", "thing/a"), cancellationToken: store.Token);
        Assert.Equal(["thing/a@1", "thing/a@2"], document!["outbox"].AsArray.Select(e => e.AsDocument["eventId"].AsString));
        Assert.Equal(second.Aggregate, await things.FindAsync("thing/a", store.Token));
    }

    [Fact]
    public async Task Of_two_writers_of_one_version_the_second_is_told_what_stands()
    {
        await using var store = new TestStore();
        var things = store.Things(await store.OwnerAsync());
        var basis = (await things.InsertAsync(Thing.Of("a"), Change.BySystem, store.Token)).Aggregate!;

        var results = await Task.WhenAll(Enumerable.Range(1, 8).Select(i =>
            things.UpdateAsync(basis, Thing.Of("a", i), Change.BySystem, store.Token)));

        var winner = Assert.Single(results, r => r.Status == WriteStatus.Written);
        Assert.All(results.Where(r => r != winner), r => Assert.Equal((WriteStatus.Conflict, winner.Aggregate), (r.Status, r.Aggregate)));
    }

    [Fact]
    public async Task An_insert_of_a_taken_id_shows_what_is_there()
    {
        await using var store = new TestStore();
        var things = store.Things(await store.OwnerAsync());
        await things.InsertAsync(Thing.Of("a", 1), Change.BySystem, store.Token);

        var again = await things.InsertAsync(Thing.Of("a", 2), Change.BySystem, store.Token);

        Assert.Equal((WriteStatus.Exists, 1), (again.Status, again.Aggregate!.State.Rank));
    }

    [Theory]
    [InlineData("insert")]
    [InlineData("update")]
    public async Task A_lost_reply_is_made_good_by_reading_back_and_the_write_counts_once(string lost)
    {
        await using var store = new TestStore();
        var things = store.Things(await store.OwnerAsync());
        if (lost == "insert")
            store.Lossy.LoseReplyTo("outbox");
        var first = await things.InsertAsync(Thing.Of("a", 1), Change.BySystem, store.Token);
        if (lost == "update")
            store.Lossy.LoseReplyTo("$push");
        var second = await things.UpdateAsync(first.Aggregate!, Thing.Of("a", 2), Change.BySystem, store.Token);

        Assert.Equal(1, store.Lossy.Lost);
        Assert.Equal((WriteStatus.Written, WriteStatus.Written), (first.Status, second.Status));
        await (await store.OwnerAsync()).Outbox.DrainAsync(store.Token);
        Assert.Equal(["thing/a@1", "thing/a@2"], (await store.LogAsync()).Select(e => e.EventId));
    }

    [Fact]
    public async Task A_removed_aggregate_leaves_a_tombstone_and_is_found_no_more()
    {
        await using var store = new TestStore();
        var things = store.Things(await store.OwnerAsync());
        var basis = (await things.InsertAsync(Thing.Of("a"), Change.BySystem, store.Token)).Aggregate!;

        await things.RemoveAsync(basis, Change.BySystem, store.Token);

        Assert.Null(await things.FindAsync("thing/a", store.Token));
        Assert.Empty(await things.ListAsync([], [], store.Token));
        await (await store.OwnerAsync()).Outbox.DrainAsync(store.Token);
        var tombstone = (await store.LogAsync())[^1];
        Assert.Equal((ChangeKind.Deleted, 2), (tombstone.Kind, tombstone.Version));
        Assert.Null(tombstone.Payload);
    }

    [Fact]
    public async Task An_aggregate_reads_as_it_stood_at_a_past_instant()
    {
        await using var store = new TestStore();
        var things = store.Things(await store.OwnerAsync());
        var day = new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var first = await things.InsertAsync(Thing.Of("a", 1), new Change(At: day), store.Token);
        await things.UpdateAsync(first.Aggregate!, Thing.Of("a", 2), new Change(At: day.AddDays(10)), store.Token);

        var past = await things.LoadAsync(["thing/a", "thing/none"], day.AddDays(5), store.Token);
        var before = await things.LoadAsync(["thing/a"], day.AddDays(-1), store.Token);

        Assert.Equal((1, 1), (past[0]!.Version, past[0]!.State.Rank));
        Assert.Null(past[1]);
        Assert.Null(before[0]);
    }

    [Fact]
    public async Task Loading_what_is_there_already_changes_nothing()
    {
        await using var store = new TestStore();
        var things = store.Things(await store.OwnerAsync());
        await things.InsertAsync(Thing.Of("b", 7), Change.BySystem, store.Token);

        var written = await things.InsertMissingAsync([Thing.Of("a", 1), Thing.Of("b", 1), Thing.Of("c", 1)], Change.BySystem, store.Token);
        var again = await things.InsertMissingAsync([Thing.Of("a", 2), Thing.Of("b", 2)], Change.BySystem, store.Token);

        Assert.Equal((2, 0), (written, again));
        Assert.Equal([1, 7, 1], (await things.ListAsync([], [], store.Token)).Select(t => t.State.Rank!.Value));
    }
}
