using static IbmPlatform.Mongo.Server.Tests.ServerFixture;

namespace IbmPlatform.Mongo.Server.Tests;

public sealed class PartialIndexTests
{
    private const string Create = "{'createIndexes': 'things', 'indexes': [{'key': {'a': 1}, 'name': 'a', 'unique': true, 'partialFilterExpression': {'n': {'$gt': 5}}}]}";

    [Fact]
    public async Task Only_what_the_filter_covers_is_unique()
    {
        await using var server = Start();
        await server.Run(Create);
        await server.Insert("{'_id': 1, 'a': 1, 'n': 1}", "{'_id': 2, 'a': 1, 'n': 2}", "{'_id': 3, 'a': 1, 'n': 9}");
        await Assert.ThrowsAsync<Client.MongoDuplicateKeyException>(() => server.Insert("{'_id': 4, 'a': 1, 'n': 6}"));
        await Assert.ThrowsAsync<Client.MongoDuplicateKeyException>(() => server.Things.UpdateOneAsync(Doc("{'_id': 1}"), Doc("{'$set': {'n': 7}}")));
        await server.Things.UpdateOneAsync(Doc("{'_id': 3}"), Doc("{'$set': {'n': 0}}"));
        await server.Insert("{'_id': 4, 'a': 1, 'n': 6}");
        Assert.True((await server.Run("{'validate': 'things'}"))["valid"].AsBoolean);
    }

    [Theory]
    [InlineData("{'a': 1, 'n': {'$gt': 5}}", "IXSCAN")]
    [InlineData("{'a': 1, 'n': 7}", "IXSCAN")]
    [InlineData("{'a': 1, 'n': {'$gte': 6, '$lt': 10}}", "IXSCAN")]
    [InlineData("{'a': 1, 'n': {'$gte': 5}}", "COLLSCAN")]
    [InlineData("{'a': 1, 'n': {'$lt': 10}}", "COLLSCAN")]
    [InlineData("{'a': 1, 'n': 'text'}", "COLLSCAN")]
    [InlineData("{'a': 1, 'n': {'$in': [7, {'$numberDouble': 'NaN'}]}}", "COLLSCAN")]
    [InlineData("{'a': 1}", "COLLSCAN")]
    [InlineData("{'$or': [{'a': 1, 'n': 7}, {'a': 2}]}", "COLLSCAN")]
    public async Task It_serves_a_filter_that_stays_within_it_and_no_other(string filter, string stage)
    {
        await using var server = Start();
        await server.Run(Create);
        await server.Insert("{'_id': 1, 'a': 1, 'n': 1}", "{'_id': 2, 'a': 1, 'n': 5}", "{'_id': 3, 'a': 1, 'n': 7}", "{'_id': 4, 'a': 2, 'n': 7}", "{'_id': 5, 'a': 1, 'n': 'text'}");
        var found = await server.Ids(filter, "{'_id': 1}");
        var plan = await server.Run($"{{'explain': {{'find': 'things', 'filter': {filter}}}}}");
        Assert.Contains(stage, plan["queryPlanner"].AsDocument["winningPlan"].ToString(), StringComparison.Ordinal);
        await server.Run("{'dropIndexes': 'things', 'index': 'a'}");
        Assert.Equal(await server.Ids(filter, "{'_id': 1}"), found);
    }

    [Fact]
    public async Task An_existing_field_may_be_what_covers()
    {
        await using var server = Start();
        await server.Run("{'createIndexes': 'things', 'indexes': [{'key': {'a': 1}, 'name': 'a', 'partialFilterExpression': {'a': {'$exists': true}}}]}");
        await server.Insert("{'_id': 1, 'a': 1}", "{'_id': 2}");
        Assert.Contains("IXSCAN", (await server.Run("{'explain': {'find': 'things', 'filter': {'a': 1}}}")).ToString(), StringComparison.Ordinal);
        Assert.Equal("2", await server.Ids("{'a': null}"));
    }

    [Fact]
    public async Task It_is_shown_kept_over_a_restart_and_refused_with_other_options()
    {
        var server = Start();
        await server.Run(Create);
        await server.Run(Create);
        await server.Stop();
        await using var again = Reopen(server.Directory);
        var index = (await again.Things.ListIndexesAsync())[1];
        Assert.Equal(Doc("{'n': {'$gt': 5}}"), index["partialFilterExpression"]);
        Assert.Equal(86, (await again.Refused(Create.Replace("'$gt': 5", "'$gt': 6", StringComparison.Ordinal))).Code);
    }

    [Theory]
    [InlineData("'partialFilterExpression': {'n': {'$ne': 1}}", 238)]
    [InlineData("'partialFilterExpression': {'n': null}", 238)]
    [InlineData("'partialFilterExpression': {}", 67)]
    [InlineData("'partialFilterExpression': {'n': 1}, 'sparse': true", 67)]
    [InlineData("'expireAfterSeconds': -1", 67)]
    public async Task What_it_cannot_hold_is_refused(string options, int code)
    {
        await using var server = Start();
        Assert.Equal(code, (await server.Refused($"{{'createIndexes': 'things', 'indexes': [{{'key': {{'a': 1}}, 'name': 'a', {options}}}]}}")).Code);
    }
}
