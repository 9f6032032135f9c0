using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Client.Tests;

/// <summary>The client against the real embedded server.</summary>
public sealed class EmbeddedStoreTests
{
    [Theory, InlineData(true), InlineData(false)]
    public async Task A_record_is_written_read_replaced_and_deleted(bool tcp)
    {
        await using var store = new EmbeddedStore(tcp);
        var projects = store.Collection<Project>();
        var first = new Project("bomca-9", 1, "BOMCA 9", ["AM"], 4954785.00m);

        await projects.InsertOneAsync(first);
        Assert.Equivalent(first, await projects.FindOneAsync(Filter.Eq("_id", "bomca-9")), strict: true);
        var replaced = await projects.ReplaceOneAsync(Filter.Eq("_id", "bomca-9"), first with { Version = 2, Budget = null });
        Assert.Equal((1, 1), (replaced.MatchedCount, replaced.ModifiedCount));
        Assert.Null((await projects.FindOneAsync(Filter.Eq("_id", "bomca-9")))!.Budget);
        Assert.Equal(1, (await projects.DeleteOneAsync(Filter.Eq("_id", "bomca-9"))).DeletedCount);
        Assert.Null(await projects.FindOneAsync(Filter.Eq("_id", "bomca-9")));
    }

    [Fact]
    public async Task A_conditional_replace_loses_to_the_one_before_it()
    {
        await using var store = new EmbeddedStore();
        var projects = store.Collection<Project>();
        var read = new Project("a", 1, "A", [], null);
        await projects.InsertOneAsync(read);
        var expected = Filter.And(Filter.Eq("_id", "a"), Filter.Eq("version", read.Version));

        var winner = await projects.ReplaceOneAsync(expected, read with { Version = 2, Title = "winner" });
        var loser = await projects.ReplaceOneAsync(expected, read with { Version = 2, Title = "loser" });

        Assert.Equal((1, 0), (winner.MatchedCount, loser.MatchedCount));
        Assert.Equal("winner", (await projects.FindOneAsync(Filter.Eq("_id", "a")))!.Title);
    }

    [Fact]
    public async Task Of_writers_at_once_with_one_version_exactly_one_wins()
    {
        await using var store = new EmbeddedStore();
        var projects = store.Collection<Project>();
        await projects.InsertOneAsync(new Project("a", 1, "A", [], null));

        var results = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => projects.UpdateOneAsync(
            Filter.And(Filter.Eq("_id", "a"), Filter.Eq("version", 1)), Update.Set("title", $"by {i}").Inc("version", 1))));

        Assert.Equal(1, results.Sum(r => r.ModifiedCount));
        Assert.Equal(2, (await projects.FindOneAsync(Filter.Eq("_id", "a")))!.Version);
    }

    [Fact]
    public async Task A_cursor_pages_through_everything_in_order()
    {
        await using var store = new EmbeddedStore();
        var projects = store.Collection<Project>();
        await projects.InsertManyAsync(Enumerable.Range(0, 500).Select(i => new Project($"p{i:000}", i, "P", [], null)));

        var options = new FindOptions { Sort = Sort.Descending("_id"), BatchSize = 37, Skip = 10, Limit = 400 };
        var ids = await projects.Find(Filter.Empty, options).Select(p => p.Id).ToListAsync();

        Assert.Equal(Enumerable.Range(0, 490).Reverse().Take(400).Select(i => $"p{i:000}"), ids);
    }

    [Fact]
    public async Task A_unique_index_refuses_the_second_and_is_listed()
    {
        await using var store = new EmbeddedStore();
        var projects = store.Collection<Project>();
        await projects.CreateIndexesAsync(new IndexModel(Sort.Ascending("title")) { Unique = true }, new IndexModel(Sort.Ascending("countries").Descending("version")));
        await projects.InsertOneAsync(new Project("a", 1, "same", [], null));

        var fault = await Assert.ThrowsAsync<MongoDuplicateKeyException>(() => projects.InsertOneAsync(new Project("b", 1, "same", [], null)));

        Assert.Equal(11000, fault.Code);
        Assert.Equal(["_id_", "title_1", "countries_1_version_-1"], (await projects.ListIndexesAsync()).Select(i => i["name"].AsString));
        await projects.DropIndexAsync("title_1");
        await projects.InsertOneAsync(new Project("b", 1, "same", [], null));
    }

    [Fact]
    public async Task Counting_distinct_values_and_aggregation_agree()
    {
        await using var store = new EmbeddedStore();
        var projects = store.Collection<Project>();
        await projects.InsertManyAsync(
        [
            new("a", 1, "A", ["AM", "GE"], 10m), new("b", 1, "B", ["AM"], 20m), new("c", 1, "C", ["TN"], 30m),
        ]);

        Assert.Equal(2, await projects.CountDocumentsAsync(Filter.Eq("countries", "AM")));
        Assert.Equal(0, await projects.CountDocumentsAsync(Filter.Eq("countries", "XX")));
        Assert.Equal(["AM", "GE", "TN"], (await projects.DistinctAsync<string>("countries")).Order());
        var byCountry = await projects.AggregateAsync<CountryTotal>(
        [
            new("$unwind", "$countries"),
            new("$group", new BsonDocument { ["_id"] = "$countries", ["total"] = new BsonDocument("$sum", "$budget") }),
            new("$sort", new BsonDocument("_id", 1)),
        ]);
        Assert.Equal([new("AM", 30m), new("GE", 10m), new("TN", 30m)], byCountry);
    }

    [Fact]
    public async Task Find_and_change_returns_the_state_asked_for()
    {
        await using var store = new EmbeddedStore();
        var projects = store.Collection<Project>();
        await projects.InsertOneAsync(new Project("a", 1, "A", [], null));
        var filter = Filter.Eq("_id", "a");

        var before = await projects.FindOneAndUpdateAsync(filter, Update.Inc("version", 1));
        var after = await projects.FindOneAndUpdateAsync(filter, Update.Inc("version", 1), new FindOneAndOptions { Return = ReturnDocument.After });
        var replaced = await projects.FindOneAndReplaceAsync(filter, after! with { Version = 9 }, new FindOneAndOptions { Return = ReturnDocument.After });
        var deleted = await projects.FindOneAndDeleteAsync(filter);

        Assert.Equal((1, 3, 9, 9), (before!.Version, after!.Version, replaced!.Version, deleted!.Version));
        Assert.Null(await projects.FindOneAndDeleteAsync(filter));
    }

    [Fact]
    public async Task An_upsert_inserts_and_tells_the_id()
    {
        await using var store = new EmbeddedStore();

        var result = await store.Collection<Project>().UpdateOneAsync(
            Filter.Eq("_id", "new"), Update.Set("title", "N").SetOnInsert("version", 1).Set("countries", new BsonArray()), new UpdateOptions { Upsert = true });

        Assert.Equal(new UpdateResult(0, 0, "new"), result);
        Assert.Equal("N", (await store.Collection<Project>().FindOneAsync(Filter.Empty))!.Title);
    }

    [Fact]
    public async Task An_unknown_operator_is_the_servers_error_with_its_code()
    {
        await using var store = new EmbeddedStore();

        var fault = await Assert.ThrowsAsync<MongoCommandException>(
            () => store.Collection<Project>().FindOneAsync(new BsonDocument("a", new BsonDocument("$nearby", 1))).AsTask());

        Assert.Equal(2, fault.Code);
        Assert.Contains("$nearby", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Databases_and_collections_are_listed_and_dropped()
    {
        await using var store = new EmbeddedStore();
        await store.Collection<Project>().InsertOneAsync(new Project("a", 1, "A", [], null));
        var database = store.Client.GetDatabase("test");

        Assert.Contains("test", await store.Client.ListDatabaseNamesAsync());
        Assert.Equal(["things"], await database.ListCollectionNamesAsync());
        await store.Collection<Project>().DropAsync();
        await store.Collection<Project>().DropAsync();
        Assert.Empty(await database.ListCollectionNamesAsync());
        Assert.Empty(await store.Collection<Project>().ListIndexesAsync());
    }
}

internal sealed record Project(string Id, int Version, string Title, IReadOnlyList<string> Countries, decimal? Budget);

internal sealed record CountryTotal(string Id, decimal Total);
