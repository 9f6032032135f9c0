using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Server.Tests;

public sealed class PlanTests
{
    [Theory]
    [InlineData("{'status': 'open'}", "{'at': -1}", "IXSCAN status_at", 50)]
    [InlineData("{'status': 'open', 'at': {'$gte': 40, '$lt': 60}}", "{'at': 1}", "IXSCAN status_at", 10)]
    [InlineData("{'_id': 7}", "{}", "IXSCAN _id_", 1)]
    [InlineData("{'_id': {'$in': [7, 8, 700]}}", "{}", "IXSCAN _id_", 2)]
    [InlineData("{'other': 3}", "{}", "COLLSCAN", 100)]
    [InlineData("{}", "{'at': 1}", "SORT COLLSCAN", 100)]
    [InlineData("{'$or': [{'_id': 3}, {'status': 'open', 'at': 4}]}", "{}", "OR", 2)]
    [InlineData("{'$or': [{'_id': {'$gt': 90}}, {'_id': 90, 'at': 90}]}", "{'_id': 1}", "IXSCAN _id_", 10)]
    public async Task Explain_names_the_index_and_counts_what_was_read(string filter, string sort, string stages, int examined)
    {
        await using var server = await Filled();
        var reply = await server.Run($"{{'explain': {{'find': 'things', 'filter': {filter}, 'sort': {sort}}}, 'verbosity': 'executionStats'}}");

        Assert.Equal(stages, Stages(reply["queryPlanner"].AsDocument["winningPlan"].AsDocument));
        Assert.Equal(examined, reply["executionStats"].AsDocument["totalDocsExamined"].ToInt64());
    }

    [Theory]
    [InlineData("{'status': 'open', 'at': {'$lt': 9}}", "{'at': -1}", "8 6 4 2 0")]
    [InlineData("{'at': {'$lt': 3}}", "{'status': 1, 'at': -1}", "1 2 0")]
    [InlineData("{'$or': [{'status': {'$gt': 'closed'}}, {'status': 'closed', 'at': {'$gt': 96}}]}", "{'status': 1, 'at': 1}", "97 99 0 2")]
    [InlineData("{'at': {'$in': [5, 3, 4]}}", "{'at': 1}", "3 4 5")]
    public async Task Pages_come_in_the_order_asked_for(string filter, string sort, string start)
    {
        await using var server = await Filled();
        Assert.StartsWith(start, await server.Ids(filter, sort), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_index_and_a_scan_agree_for_every_kind_of_value()
    {
        await using var server = ServerFixture.Start();
        string[] values = ["1", "1.5", "'a'", "null", "[]", "[1, 'a']", "[[1]]", "{'x': 1}", "true", "{'$numberDecimal': '0.1'}", "{'$minKey': 1}", "{'$maxKey': 1}"];
        await server.Insert([.. values.Select((v, i) => $"{{'_id': {i}, 'v': {v}}}"), "{'_id': 99}"]);
        await server.Run("{'createIndexes': 'things', 'indexes': [{'key': {'v': -1}, 'name': 'v'}]}");
        foreach (var value in values)
        {
            foreach (var comparison in (string[])["$eq", "$gt", "$gte", "$lt", "$lte"])
            {
                var filter = $"{{'v': {{'{comparison}': {value}}}}}";
                var scanned = await server.Run($"{{'find': 'things', 'filter': {filter}, 'sort': {{'_id': 1}}, 'hint': {{'$natural': 1}}}}");
                var indexed = await server.Run($"{{'find': 'things', 'filter': {filter}, 'sort': {{'_id': 1}}, 'hint': 'v'}}");
                Assert.Equal(Batch(scanned), Batch(indexed));
            }
        }
    }

    [Fact]
    public async Task A_hint_that_is_no_index_is_refused()
    {
        await using var server = await Filled();
        Assert.Equal("BadValue", (await server.Refused("{'find': 'things', 'filter': {}, 'hint': 'nope'}")).CodeName);
    }

    private static async Task<ServerFixture> Filled()
    {
        var server = ServerFixture.Start();
        await server.Insert([.. Enumerable.Range(0, 100).Select(i => $"{{'_id': {i}, 'status': '{(i % 2 == 0 ? "open" : "closed")}', 'at': {i}}}")]);
        await server.Run("{'createIndexes': 'things', 'indexes': [{'key': {'status': 1, 'at': 1}, 'name': 'status_at'}]}");
        return server;
    }

    private static string Batch(BsonDocument reply) => reply["cursor"].AsDocument["firstBatch"].ToString();

    private static string Stages(BsonDocument plan) => plan["stage"].AsString switch
    {
        "FETCH" => $"IXSCAN {plan["inputStage"].AsDocument["indexName"].AsString}",
        "SORT" => "SORT " + Stages(plan["inputStage"].AsDocument),
        var stage => stage,
    };
}
