using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Server.Tests;

/// <summary>What open cursors hold together: refused beyond the limit, and given back.</summary>
public sealed class CursorMemoryTests
{
    private const int Documents = 800;
    private const long Limit = 3 << 20;

    // Each holds more than half of the limit once the first document was asked for.
    public static TheoryData<string> Gathering { get; } =
    [
        "{'find': 'things', 'sort': {'n': 1}, 'batchSize': 1}",
        "{'aggregate': 'things', 'pipeline': [{'$sort': {'n': 1}}], 'cursor': {'batchSize': 1}}",
        "{'aggregate': 'things', 'pipeline': [{'$skip': 1}, {'$sort': {'n': 1}}], 'cursor': {'batchSize': 1}}",
        "{'aggregate': 'things', 'pipeline': [{'$limit': 500}, {'$group': {'_id': '$_id', 'all': {'$push': '$text'}}}], 'cursor': {'batchSize': 1}}",
        "{'aggregate': 'things', 'pipeline': [{'$limit': 500}, {'$group': {'_id': '$_id', 'one': {'$first': '$text'}, 'n': {'$max': '$n'}}}], 'cursor': {'batchSize': 1}}",
        "{'aggregate': 'things', 'pipeline': [{'$sample': {'size': 500}}], 'cursor': {'batchSize': 1}}",
        "{'aggregate': 'things', 'pipeline': [{'$limit': 450}, {'$facet': {'all': [{'$match': {}}]}}, {'$unwind': '$all'}], 'cursor': {'batchSize': 1}}",
    ];

    [Theory]
    [MemberData(nameof(Gathering))]
    public async Task A_cursor_that_would_pass_the_limit_is_refused_until_another_is_killed(string command)
    {
        await using var server = await Filled();
        var first = Id(await server.Run(command));
        Assert.InRange(await Held(server), Limit / 2 + 1, Limit);

        var refused = await server.Refused(command);
        Assert.Equal("ExceededMemoryLimit", refused.CodeName);
        Assert.Contains($"may hold {Limit} (CursorMemoryBytes)", refused.Message, StringComparison.Ordinal);
        Assert.Contains("kill open cursors", refused.Message, StringComparison.Ordinal);

        await server.Database.RunCommandAsync(new BsonDocument { ["killCursors"] = "things", ["cursors"] = new BsonArray { first } });
        Assert.Equal(0, await Held(server));
        Assert.NotEqual(0, Id(await server.Run(command)));
    }

    [Theory]
    [MemberData(nameof(Gathering))]
    public async Task What_is_read_out_is_given_back(string command)
    {
        await using var server = await Filled();
        var cursor = Id(await server.Run(command));
        var before = await Held(server);
        await More(server, cursor, 200);
        Assert.InRange(await Held(server), 1, before);

        Assert.Equal(0, Id(await More(server, cursor, Documents)));
        Assert.Equal(0, await Held(server));
    }

    [Fact]
    public async Task A_sorted_result_shrinks_with_every_batch()
    {
        await using var server = await Filled();
        var cursor = Id(await server.Run("{'find': 'things', 'sort': {'n': 1}, 'batchSize': 1}"));
        var before = await Held(server);
        await More(server, cursor, Documents / 2);
        Assert.InRange(await Held(server), 1, before * 6 / 10);
    }

    [Fact]
    public async Task A_getMore_that_gathers_too_much_is_refused_and_ends_its_cursor()
    {
        await using var server = await Filled();
        const string unread = "{'find': 'things', 'sort': {'n': 1}, 'batchSize': 0}";
        var first = Id(await server.Run(unread));
        var second = Id(await server.Run(unread));
        Assert.InRange(await Held(server), 1, 1000);

        await More(server, first, 1);
        var refused = await Assert.ThrowsAnyAsync<Client.MongoCommandException>(() => More(server, second, 1));
        Assert.Equal("ExceededMemoryLimit", refused.CodeName);
        Assert.Equal("CursorNotFound", (await Assert.ThrowsAnyAsync<Client.MongoCommandException>(() => More(server, second, 1))).CodeName);
        Assert.Equal(0, Id(await More(server, first, Documents)));
        Assert.Equal(0, await Held(server));
    }

    [Fact]
    public async Task A_cursor_that_expires_gives_back_what_it_held()
    {
        await using var server = await Filled(TimeSpan.FromSeconds(1));
        Id(await server.Run("{'find': 'things', 'sort': {'n': 1}, 'batchSize': 1}"));
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (await Held(server) > 0)
            await Task.Delay(50, patience.Token);
    }

    [Fact]
    public async Task Many_cursors_that_only_hold_a_place_are_no_burden()
    {
        await using var server = await Filled();
        for (var i = 0; i < 200; i++)
            Assert.NotEqual(0, Id(await server.Run("{'find': 'things', 'batchSize': 1}")));
        Assert.InRange(await Held(server), 1, Limit / 10);
    }

    [Fact]
    public async Task First_and_last_of_whole_documents_count_for_the_limit_of_a_group()
    {
        await using var server = await Filled();
        await server.Insert([.. Enumerable.Range(Documents, 30).Select(i => $"{{'_id': {i}, 'big': '{new string('x', 200_000)}'}}")]);
        var refused = await server.Refused("""
            {'aggregate': 'things', 'pipeline': [{'$match': {'big': {'$exists': true}}}, {'$set': {'copy': {'$range': [0, 10]}}}, {'$unwind': '$copy'},
             {'$group': {'_id': {'a': '$_id', 'b': '$copy'}, 'whole': {'$last': {'$concat': ['$big', 'y']}}}}], 'cursor': {}}
            """);
        Assert.Equal("QueryExceededMemoryLimitNoDiskUseAllowed", refused.CodeName);
    }

    private static async Task<ServerFixture> Filled(TimeSpan? timeout = null)
    {
        var server = ServerFixture.With(options => options with { CursorMemoryBytes = Limit, CursorTimeout = timeout ?? options.CursorTimeout });
        await server.Insert([.. Enumerable.Range(0, Documents).Select(i => $"{{'_id': {i}, 'n': {Documents - i}, 'text': '{new string('x', 2000)}'}}")]);
        return server;
    }

    private static Task<BsonDocument> More(ServerFixture server, long cursor, int size) =>
        server.Database.RunCommandAsync(new BsonDocument { ["getMore"] = cursor, ["collection"] = "things", ["batchSize"] = size });

    private static long Id(BsonDocument reply) => reply["cursor"].AsDocument["id"].ToInt64();

    private static async Task<long> Held(ServerFixture server) =>
        (await server.Run("{'serverStatus': 1}"))["metrics"].AsDocument["cursor"].AsDocument["memory"].AsDocument["heldBytes"].ToInt64();
}
