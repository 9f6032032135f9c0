using System.Net.Sockets;
using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Protocol.Wire;

namespace IbmPlatform.Mongo.Server.Tests;

/// <summary>Requests of a few hundred bytes that would run for days or take all memory, were nobody looking.</summary>
public sealed class AttackTests
{
    // 10^12 steps and no memory: each array is thrown away.
    private const string Endless =
        "{'$sum': {'$map': {'input': {'$range': [0, 1000000]}, 'as': 'i', 'in': {'$size': {'$filter': {'input': {'$range': [0, 1000000]}, 'cond': {'$lt': ['$$this', 0]}}}}}}}";

    private const string Reduced =
        "{'$reduce': {'input': {'$range': [0, 1000000]}, 'initialValue': 0, 'in': {'$add': ['$$value', {'$reduce': {'input': {'$range': [0, 1000000]}, 'initialValue': 0, 'in': {'$add': ['$$value', 1]}}}]}}}";

    [Theory]
    [InlineData("'aggregate': 'things', 'pipeline': [{'$project': {'x': ENDLESS}}], 'cursor': {}")]
    [InlineData("'aggregate': 'things', 'pipeline': [{'$group': {'_id': REDUCED}}], 'cursor': {}")]
    [InlineData("'aggregate': 'things', 'pipeline': [{'$lookup': {'from': 'things', 'pipeline': [{'$match': {'$expr': ENDLESS}}], 'as': 'x'}}], 'cursor': {}")]
    [InlineData("'aggregate': 'things', 'pipeline': [{'$facet': {'a': [{'$match': {'$expr': REDUCED}}]}}], 'cursor': {}")]
    [InlineData("'find': 'things', 'filter': {'$expr': ENDLESS}")]
    [InlineData("'find': 'things', 'filter': {'$or': [{'b': 1}, {'$expr': REDUCED}]}")]
    [InlineData("'count': 'things', 'query': {'$expr': ENDLESS}")]
    [InlineData("'distinct': 'things', 'key': 'a', 'query': {'$expr': ENDLESS}")]
    [InlineData("'delete': 'things', 'deletes': [{'q': {'$expr': ENDLESS}, 'limit': 0}]")]
    [InlineData("'update': 'things', 'updates': [{'q': {}, 'u': [{'$set': {'x': ENDLESS}}], 'multi': true}]")]
    [InlineData("'update': 'things', 'updates': [{'q': {'$expr': REDUCED}, 'u': {'$set': {'x': 1}}}]")]
    [InlineData("'findAndModify': 'things', 'query': {}, 'update': [{'$set': {'x': REDUCED}}]")]
    [InlineData("'findAndModify': 'things', 'query': {'$expr': ENDLESS}, 'remove': true")]
    [InlineData("'explain': {'find': 'things', 'filter': {'$expr': ENDLESS}, 'maxTimeMS': 100}")]
    public async Task One_expression_on_one_document_ends_within_maxTimeMS(string command)
    {
        await using var server = ServerFixture.Start();
        await server.Insert("{'_id': 1, 'a': 1}");
        var refused = await server.Refused($"{{{command.Replace("ENDLESS", Endless).Replace("REDUCED", Reduced)}, 'maxTimeMS': 100}}");

        Assert.Equal(50, refused.Code);
        Assert.Equal("1", await server.Ids("{'x': {'$exists': false}}"));
    }

    [Fact]
    public async Task A_getMore_ends_within_its_own_maxTimeMS_inside_one_expression()
    {
        await using var server = ServerFixture.Start();
        await server.Insert("{'_id': 1}", "{'_id': 2, 'go': true}");
        var first = await server.Run($"{{'aggregate': 'things', 'pipeline': [{{'$project': {{'x': {{'$cond': ['$go', {Endless}, 1]}}}}}}], 'cursor': {{'batchSize': 1}}}}");
        var id = first["cursor"].AsDocument["id"].AsInt64;

        Assert.Equal(50, (await server.Refused($"{{'getMore': {{'$numberLong': '{id}'}}, 'collection': 'things', 'maxTimeMS': 100}}")).Code);
    }

    [Fact]
    public async Task Killing_a_cursor_ends_the_command_that_reads_it()
    {
        await using var server = ServerFixture.Start();
        await server.Insert("{'_id': 1}", "{'_id': 2, 'go': true}");
        var first = await server.Run($"{{'find': 'things', 'filter': {{'$expr': {{'$gte': [{{'$cond': ['$go', {Endless}, 1]}}, 0]}}}}, 'batchSize': 1}}");
        var id = first["cursor"].AsDocument["id"];
        var reading = Assert.ThrowsAnyAsync<Client.MongoCommandException>(() =>
            server.Database.RunCommandAsync(new BsonDocument { ["getMore"] = id, ["collection"] = "things" }));
        await Running(server, "getMore", 1);
        await server.Database.RunCommandAsync(new BsonDocument { ["killCursors"] = "things", ["cursors"] = new BsonArray { id } });

        Assert.Equal(11601, (await reading).Code);
    }

    [Fact]
    public async Task A_client_that_leaves_ends_what_it_has_asked_for()
    {
        await using var server = ServerFixture.Start(listen: true);
        await server.Insert("{'_id': 1}");
        using (var socket = new Socket(SocketType.Stream, ProtocolType.Tcp))
        {
            await socket.ConnectAsync(server.Server.EndPoint!);
            using var message = new PooledBuffer();
            var start = OpMsg.Start(message, 1, 0);
            ServerFixture.Doc($"{{'find': 'things', 'filter': {{'$expr': {Endless}}}, '$db': 'test'}}").WriteTo(new BsonWriter(message));
            OpMsg.Finish(message, start);
            await socket.SendAsync(message.WrittenMemory);
            await Running(server, "find", 1);
        }

        await Running(server, "find", 0);
    }

    // Waits until so many commands of that name run.
    private static async Task Running(ServerFixture server, string command, int count)
    {
        var admin = server.Client.GetDatabase("admin");
        var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while ((await admin.RunCommandAsync(new BsonDocument("currentOp", 1)))["inprog"].AsArray.Count(o => o.AsDocument["command"].AsDocument.Contains(command)) != count)
            await Task.Delay(20, patience.Token);
    }

    [Theory]
    [InlineData("{'$range': [0, 2000000000]}", 146)]
    [InlineData("{'$map': {'input': {'$range': [0, 1000000]}, 'in': {'$range': [0, 1000000]}}}", 146)]
    [InlineData("{'$map': {'input': {'$range': [0, 1000000]}, 'in': '$$ROOT'}}", 146)]
    [InlineData("{'$reduce': {'input': {'$range': [0, 60]}, 'initialValue': 'a', 'in': {'$concat': ['$$value', '$$value']}}}", 146)]
    [InlineData("{'$reduce': {'input': {'$range': [0, 60]}, 'initialValue': [1], 'in': {'$concatArrays': ['$$value', '$$value']}}}", 146)]
    [InlineData("{'$reduce': {'input': {'$range': [0, 60]}, 'initialValue': 1, 'in': ['$$value', '$$value']}}", 146)]
    [InlineData("{'$reduce': {'input': {'$range': [0, 60]}, 'initialValue': 1, 'in': {'a': '$$value', 'b': '$$value'}}}", 146)]
    [InlineData("{'$reduce': {'input': {'$range': [0, 100000]}, 'initialValue': 1, 'in': ['$$value']}}", 15)]
    [InlineData("{'$reduce': {'input': {'$range': [0, 100000]}, 'initialValue': 1, 'in': {'a': '$$value'}}}", 15)]
    public async Task A_value_that_no_document_holds_is_refused_before_it_takes_memory(string expression, int code)
    {
        await using var server = ServerFixture.Start();
        await server.Insert($"{{'_id': 1, 'text': '{new string('x', 10_000)}'}}");
        // It would be thrown away again, so that the answer's own limit does not see it.
        Assert.Equal(code, (await server.Refused($"{{'aggregate': 'things', 'pipeline': [{{'$project': {{'n': {{'$size': [[{expression}]]}}}}}}], 'cursor': {{}}}}")).Code);
        Assert.Equal(code, (await server.Refused($"{{'find': 'things', 'filter': {{'$expr': {{'$isArray': [{expression}]}}}}}}")).Code);
        Assert.Equal(code, (await server.Refused($"{{'findAndModify': 'things', 'update': [{{'$set': {{'n': {expression}}}}}]}}")).Code);
    }

    [Theory]
    [InlineData("{'$set': {'a.$[].b': 'TEXT'}}")]
    [InlineData("{'$push': {'a.$[].b': 'TEXT'}}")]
    [InlineData("{'$addToSet': {'a.$[].b': {'$each': ['TEXT', {'x': 'TEXT'}]}}}")]
    [InlineData("{'$max': {'a.$[].b': 'TEXT'}}")]
    public async Task One_value_written_to_every_element_is_refused_before_it_takes_memory(string update)
    {
        await using var server = ServerFixture.Start();
        await server.Things.InsertOneAsync(new BsonDocument { ["_id"] = 1, ["a"] = new BsonArray(Enumerable.Range(0, 200_000).Select(_ => new BsonDocument())) });
        var refused = await Assert.ThrowsAnyAsync<Client.MongoException>(() => server.Things.UpdateOneAsync(
            new BsonDocument("_id", 1), ServerFixture.Doc(update.Replace("TEXT", new string('x', 1_000_000)))));

        Assert.Contains("larger than", refused.Message, StringComparison.Ordinal);
        Assert.Equal("1", await server.Ids("{'a.b': {'$exists': false}}"));
    }

    [Fact]
    public async Task A_field_written_into_every_element_by_a_stage_is_refused_before_it_takes_memory()
    {
        await using var server = ServerFixture.Start();
        await server.Things.InsertOneAsync(new BsonDocument
        {
            ["_id"] = 1,
            ["a"] = new BsonArray(Enumerable.Range(0, 200_000).Select(_ => new BsonDocument())),
            ["text"] = new string('x', 1_000_000),
        });
        Assert.Equal(146, (await server.Refused("{'aggregate': 'things', 'pipeline': [{'$set': {'a.b': '$text'}}, {'$count': 'n'}], 'cursor': {}}")).Code);
    }

    [Fact]
    public async Task Sets_and_positions_take_time_in_proportion_to_the_array()
    {
        await using var server = ServerFixture.Start();
        const int Count = 100_000;
        await server.Things.InsertOneAsync(new BsonDocument { ["_id"] = 1, ["a"] = new BsonArray(Enumerable.Range(0, Count).Select(n => (BsonValue)n)) });
        // Quadratic, each of these would take minutes: the limit is that of the client's own patience.
        await server.Database.RunCommandAsync(ServerFixture.Doc("{'update': 'things', 'updates': [{'q': {'a': 99999}, 'u': {'$set': {'a.$': -1}}}], 'maxTimeMS': 60000}"));
        var each = new BsonArray(Enumerable.Range(Count / 2, Count).Select(n => (BsonValue)n));
        await server.Things.UpdateOneAsync(new BsonDocument("_id", 1), new BsonDocument("$addToSet", new BsonDocument("a", new BsonDocument("$each", each))));

        var stored = (await server.Things.FindOneAsync(new BsonDocument("_id", 1)))!["a"].AsArray;
        Assert.Equal((Count * 3 / 2) + 1, stored.Count);
        Assert.Equal(-1, stored[Count - 1].ToInt32());
    }

    [Fact]
    public async Task What_two_fields_share_is_changed_in_one_of_them_only()
    {
        await using var server = ServerFixture.Start();
        await server.Insert("{'_id': 1, 'n': {'x': 1}}");
        var reply = await server.Run("{'aggregate': 'things', 'pipeline': [{'$set': {'m': '$n'}}, {'$lookup': {'from': 'none', 'localField': 'a', 'foreignField': 'a', 'as': 'm.x'}}], 'cursor': {}}");
        Assert.Equal(ServerFixture.Doc("{'_id': 1, 'n': {'x': 1}, 'm': {'x': []}}"), reply["cursor"].AsDocument["firstBatch"].AsArray[0]);
    }
}
