using IbmPlatform.Mongo.Protocol;
using IbmPlatform.ServiceDefaults.Aggregates;
using IbmPlatform.ServiceDefaults.Paging;

namespace IbmPlatform.ServiceDefaults.Tests.Caching;

/// <summary>What a store answers out of its cache is what stands in the database, whoever wrote it.</summary>
public sealed class CachedReadsTests
{
    [Fact]
    public async Task What_another_process_writes_is_read_at_once()
    {
        await using var store = new TestStore();
        var (here, there) = (store.Things(await store.OwnerAsync()), store.Things(await store.OwnerAsync()));
        await here.InsertMissingAsync([Thing.Of("a", 1), Thing.Of("b", 2)], Change.BySystem, store.Token);
        Assert.Equal([1, 2], await RanksAsync(here, store));

        await there.UpdateAsync((await there.FindAsync("thing/a", store.Token))!, Thing.Of("a", 7), Change.BySystem, store.Token);
        await there.RemoveAsync((await there.FindAsync("thing/b", store.Token))!, Change.BySystem, store.Token);

        Assert.Equal([7], await RanksAsync(here, store));
        Assert.Null(await here.FindAsync("thing/b", store.Token));
        Assert.Equal([7, null], (await here.LoadAsync(["thing/a", "thing/b"], null, store.Token)).Select(t => t?.State.Rank));
    }

    [Fact]
    public async Task What_did_not_change_is_decoded_once_and_what_did_is_decoded_again()
    {
        await using var store = new TestStore();
        var things = store.Things(await store.OwnerAsync());
        await things.InsertMissingAsync([Thing.Of("a", 1), Thing.Of("b", 2)], Change.BySystem, store.Token);

        var first = await things.ListAsync([], [], store.Token);
        await things.UpdateAsync(first[0], Thing.Of("a", 5), Change.BySystem, store.Token);
        var second = await things.ListAsync([], [], store.Token);

        Assert.NotSame(first[0], second[0]);
        Assert.Same(first[1], second[1]);
    }

    [Fact]
    public async Task A_restored_database_in_which_a_version_is_another_write_s_is_read_as_it_stands()
    {
        await using var store = new TestStore();
        var things = store.Things(await store.OwnerAsync());
        await things.InsertAsync(Thing.Of("a", 1), Change.BySystem, store.Token);
        Assert.Equal([1], await RanksAsync(things, store));

        // The same version of the same epoch, by another write: what a restore without a new epoch leaves.
        await things.Documents.UpdateOneAsync(
            new("_id", "thing/a"), new("$set", new BsonDocument { ["state.rank"] = 9, ["write"] = "another" }), cancellationToken: store.Token);

        Assert.Equal([9], await RanksAsync(things, store));
    }

    [Fact]
    public async Task Readers_beside_writers_see_each_record_as_some_write_left_it_and_never_go_back()
    {
        await using var store = new TestStore();
        var (reader, writer) = (store.Things(await store.OwnerAsync()), store.Things(await store.OwnerAsync()));
        // Name and rank are written together: a mixture of two writes shows.
        await writer.InsertMissingAsync([.. Enumerable.Range(0, 5).Select(i => new Thing($"thing/{i}", "v0", 0))], Change.BySystem, store.Token);
        const int Writes = 40;
        var writing = Task.Run(async () =>
        {
            for (var i = 1; i <= Writes; i++)
            {
                foreach (var thing in await writer.ListAsync([], [], store.Token))
                    await writer.UpdateAsync(thing, thing.State with { Name = $"v{i}", Rank = i }, Change.BySystem, store.Token);
            }
        });

        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        bool last;
        do
        {
            last = writing.IsCompleted;
            var page = await reader.PageAsync(new BsonDocument("state.rank", new BsonDocument("$gte", 0)), [new OrderKey("state.name")], PageRequest.Of(100, null), store.Token);
            Assert.Equal(5, page.Nodes.Count);
            foreach (var thing in page.Nodes)
            {
                Assert.Equal(($"v{thing.State.Rank}", thing.State.Rank + 1), (thing.State.Name, thing.Version));
                Assert.True(thing.Version >= seen.GetValueOrDefault(thing.Id), $"{thing.Id} went back from {seen.GetValueOrDefault(thing.Id)} to {thing.Version}.");
                seen[thing.Id] = thing.Version;
            }
        }
        while (!last);
        await writing;

        Assert.All(seen.Values, version => Assert.Equal(Writes + 1, version));
    }

    [Fact]
    public async Task A_page_of_which_only_the_size_is_asked_reads_no_item_and_still_checks_its_cursor()
    {
        await using var store = new TestStore();
        var things = store.Things(await store.OwnerAsync());
        await things.InsertMissingAsync([Thing.Of("a"), Thing.Of("b")], Change.BySystem, store.Token);
        var counted = PageRequest.Of(1, null) with { OnlyCounted = true };

        var page = await things.PageAsync([], [], counted, store.Token);

        Assert.Empty(page.Nodes);
        Assert.Equal(2, await page.Count(store.Token));
        await Assert.ThrowsAsync<GraphQL.Errors.GraphQLException>(() => things.PageAsync([], [], counted with { Cursor = "nonsense" }, store.Token));
    }

    private static async Task<IEnumerable<int?>> RanksAsync(AggregateStore<Thing> things, TestStore store) =>
        (await things.ListAsync([], [], store.Token)).Select(thing => thing.State.Rank);
}
