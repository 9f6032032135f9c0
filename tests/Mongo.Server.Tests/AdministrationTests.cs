using IbmPlatform.Mongo.Client;
using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Server.Tests;

public sealed class AdministrationTests
{
    [Fact]
    public async Task A_renamed_collection_keeps_its_documents_and_indexes_also_after_a_restart()
    {
        var server = ServerFixture.Start();
        await server.Run("{'createIndexes': 'things', 'indexes': [{'key': {'a': 1}, 'name': 'a', 'unique': true}]}");
        await server.Insert("{'_id': 1, 'a': 1}");
        await server.Run("{'create': 'taken'}");
        var admin = server.Client.GetDatabase("admin");

        Assert.Equal(48, await Code(admin, "{'renameCollection': 'test.things', 'to': 'test.taken'}"));
        Assert.Equal(26, await Code(admin, "{'renameCollection': 'test.nothing', 'to': 'test.x'}"));
        Assert.Equal(238, await Code(admin, "{'renameCollection': 'test.things', 'to': 'other.things'}"));
        Assert.Equal(13, await Code(server.Database, "{'renameCollection': 'test.things', 'to': 'test.x'}"));
        await admin.RunCommandAsync(ServerFixture.Doc("{'renameCollection': 'test.things', 'to': 'test.taken', 'dropTarget': true}"));
        await server.Stop();

        await using var again = ServerFixture.Reopen(server.Directory);
        var renamed = again.Database.GetCollection<BsonDocument>("taken");
        Assert.Equal(["_id_", "a"], (await renamed.ListIndexesAsync()).Select(i => i["name"].AsString));
        await Assert.ThrowsAsync<MongoDuplicateKeyException>(() => renamed.InsertOneAsync(ServerFixture.Doc("{'_id': 2, 'a': 1}")));
        Assert.Equal(0, await again.Things.CountDocumentsAsync([]));
        Assert.True((await again.Run("{'validate': 'taken'}"))["valid"].AsBoolean);
    }

    [Fact]
    public async Task CollMod_changes_when_documents_expire_and_refuses_the_rest()
    {
        await using var server = ServerFixture.Start();
        await server.Run("{'createIndexes': 'things', 'indexes': [{'key': {'at': 1}, 'name': 'at', 'expireAfterSeconds': 60}, {'key': {'b': 1}, 'name': 'b'}]}");

        var changed = await server.Run("{'collMod': 'things', 'index': {'keyPattern': {'at': 1}, 'expireAfterSeconds': 3600}}");
        Assert.Equal((60L, 3600L), (changed["expireAfterSeconds_old"].ToInt64(), changed["expireAfterSeconds_new"].ToInt64()));
        await server.Run("{'collMod': 'things', 'index': {'name': 'b', 'expireAfterSeconds': 5}}");
        Assert.Equal([3600, 5], (await server.Things.ListIndexesAsync()).Skip(1).Select(i => i["expireAfterSeconds"].ToInt32()));

        Assert.Equal(238, (await server.Refused("{'collMod': 'things', 'index': {'name': 'b', 'hidden': true}}")).Code);
        Assert.Equal(238, (await server.Refused("{'collMod': 'things', 'validator': {'a': 1}}")).Code);
        Assert.Equal(27, (await server.Refused("{'collMod': 'things', 'index': {'name': 'c', 'expireAfterSeconds': 5}}")).Code);
        Assert.Equal(26, (await server.Refused("{'collMod': 'nothing', 'index': {'name': 'b', 'expireAfterSeconds': 5}}")).Code);
    }

    [Fact]
    public async Task ReIndex_mends_an_index_that_lost_an_entry()
    {
        await using var server = ServerFixture.Start();
        await server.Insert("{'_id': 1, 'a': 1}", "{'_id': 2, 'a': [2, 3]}");
        await server.Run("{'createIndexes': 'things', 'indexes': [{'key': {'a': 1}, 'name': 'a'}]}");
        using (var connection = Storage.SqliteConnection.Open(Path.Combine(server.Directory, "test.mongo.db"), create: false))
            connection.Execute("DELETE FROM i1 WHERE id=1");
        Assert.False((await server.Run("{'validate': 'things'}"))["valid"].AsBoolean);

        Assert.Equal(2, (await server.Run("{'reIndex': 'things'}"))["nIndexes"].ToInt32());

        Assert.True((await server.Run("{'validate': 'things'}"))["valid"].AsBoolean);
        Assert.Equal("1", await server.Ids("{'a': 1}"));
    }

    [Fact]
    public async Task A_command_that_runs_is_shown_and_can_be_killed_while_others_go_on()
    {
        await using var server = ServerFixture.Start(listen: true);
        await server.Insert([.. Enumerable.Range(0, 300).Select(i => $"{{'_id': {i}, 'list': [{string.Join(',', Enumerable.Range(0, 30))}]}}")]);
        await using var other = MongoClient.Create($"mongodb://127.0.0.1:{server.Server.EndPoint!.Port}/");
        var endless = other.GetDatabase("test").RunCommandAsync(ServerFixture.Doc("""
            {'aggregate': 'things', 'cursor': {}, 'comment': 'endless', 'pipeline': [{'$unwind': '$list'},
              {'$lookup': {'from': 'things', 'pipeline': [{'$unwind': '$list'}, {'$match': {'list': -1}}], 'as': 'x'}}]}
            """));
        var admin = server.Client.GetDatabase("admin");
        BsonDocument? found = null;
        while (found is null)
        {
            var reply = await admin.RunCommandAsync(ServerFixture.Doc("{'currentOp': 1, 'command.comment': 'endless'}"));
            found = reply["inprog"].AsArray.SingleOrDefault()?.AsDocument;
            Assert.False(endless.IsCompleted);
        }

        Assert.Equal("test.things", found["ns"].AsString);
        await admin.RunCommandAsync(new BsonDocument { ["killOp"] = 1, ["op"] = found["opid"] });

        var refused = await Assert.ThrowsAnyAsync<MongoCommandException>(() => endless);
        Assert.Equal("Interrupted", refused.CodeName);
    }

    [Fact]
    public async Task Explain_of_a_write_shows_its_plan_and_changes_nothing()
    {
        await using var server = ServerFixture.Start();
        await server.Insert([.. Enumerable.Range(0, 10).Select(i => $"{{'_id': {i}, 'a': {i}}}")]);
        await server.Run("{'createIndexes': 'things', 'indexes': [{'key': {'a': 1}, 'name': 'a'}]}");
        foreach (var (command, stage) in ((string, string)[])
        [
            ("{'update': 'things', 'updates': [{'q': {'a': {'$gte': 7}}, 'u': {'$set': {'b': 1}}, 'multi': true}]}", "UPDATE"),
            ("{'delete': 'things', 'deletes': [{'q': {'a': {'$gte': 7}}, 'limit': 0}]}", "DELETE"),
            ("{'findAndModify': 'things', 'query': {'a': {'$gte': 7}}, 'remove': true}", "DELETE"),
        ])
        {
            var explained = await server.Database.RunCommandAsync(new BsonDocument { ["explain"] = ServerFixture.Doc(command), ["verbosity"] = "executionStats" });
            var plan = explained["queryPlanner"].AsDocument["winningPlan"].AsDocument;
            Assert.Equal(stage, plan["stage"].AsString);
            Assert.Equal("IXSCAN", plan["inputStage"].AsDocument["inputStage"].AsDocument["stage"].AsString);
            Assert.InRange(explained["executionStats"].AsDocument["totalDocsExamined"].ToInt32(), 1, 3);
        }

        Assert.Equal(10, await server.Things.CountDocumentsAsync(new BsonDocument("b", new BsonDocument("$exists", false))));
    }

    [Fact]
    public async Task Passwords_are_not_shown_by_currentOp_and_each_user_sees_only_what_is_theirs()
    {
        await using var server = ServerFixture.WithAuthentication();
        await server.Client.GetDatabase("admin").RunCommandAsync(ServerFixture.Doc("{'createUser': 'ann', 'pwd': 'secret', 'roles': ['root']}"));
        await using var ann = server.ClientOf("ann", "secret");
        await ann.GetDatabase("admin").RunCommandAsync(ServerFixture.Doc("{'createUser': 'bob', 'pwd': 'word', 'roles': [{'role': 'read', 'db': 'test'}]}"));
        await using var bob = server.ClientOf("bob", "word");

        var seen = await bob.GetDatabase("admin").RunCommandAsync(ServerFixture.Doc("{'currentOp': 1}"));
        Assert.All(seen["inprog"].AsArray, operation => Assert.Equal("admin.bob", operation.AsDocument["effectiveUsers"].AsArray[0].AsString));
        Assert.Equal(13, await Code(bob.GetDatabase("admin"), "{'renameCollection': 'test.things', 'to': 'test.x'}"));
        Assert.Equal(13, await Code(bob.GetDatabase("test"), "{'reIndex': 'things'}"));
        Assert.Equal(13, await Code(bob.GetDatabase("test"), "{'dropAllUsersFromDatabase': 1}"));
        Assert.Equal(13, await Code(bob.GetDatabase("test"), "{'collMod': 'things'}"));
        Assert.Equal(1, (await ann.GetDatabase("test").RunCommandAsync(ServerFixture.Doc("{'dropAllUsersFromDatabase': 1}")))["ok"].ToDouble());
    }

    private static async Task<int> Code(MongoDatabase database, string command) =>
        (await Assert.ThrowsAnyAsync<MongoCommandException>(() => database.RunCommandAsync(ServerFixture.Doc(command)))).Code;
}
