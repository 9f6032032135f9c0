using System.Net;
using IbmPlatform.Mongo.Client;
using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Server.Tests;

/// <summary>Ways round the users, each of them closed.</summary>
public sealed class AccessTests
{
    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("::")]
    [InlineData("::ffff:0.0.0.0")]
    [InlineData("::ffff:192.0.2.1")]
    [InlineData("192.0.2.1")]
    [InlineData("fe80::1")]
    public void An_address_that_others_reach_is_refused_without_users(string address)
    {
        var directory = ServerFixture.NewDirectory();
        foreach (var authentication in (bool[])[false, true])
        {
            var options = new MongoServerOptions { DataDirectory = directory, EndPoint = new IPEndPoint(IPAddress.Parse(address), 0), Authentication = authentication };
            Assert.Contains(address == "::ffff:0.0.0.0" ? "does not listen on" : $"does not listen on {address}",
                Assert.Throws<MongoServerException>(() => MongoServer.Start(options)).Message, StringComparison.Ordinal);
        }

        Directory.Delete(directory, recursive: true);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.1.2.3")]
    [InlineData("::1")]
    public async Task A_loopback_address_needs_no_user(string address)
    {
        if (address == "::1" && !System.Net.Sockets.Socket.OSSupportsIPv6)
            Assert.Skip("this machine has no IPv6");
        await using var server = ServerFixture.With(options => options with { EndPoint = new IPEndPoint(IPAddress.Parse(address), 0) });
        Assert.Equal(1, (await server.Run("{'ping': 1}"))["ok"].ToDouble());
    }

    [Theory]
    [InlineData("test", "{'createUser': 'eve', 'pwd': 'x', 'roles': [{'role': 'root', 'db': 'admin'}]}")]
    [InlineData("admin", "{'insert': 'system.users', 'documents': [{'_id': 'admin.eve'}]}")]
    [InlineData("admin", "{'listDatabases': 1}")]
    [InlineData("admin", "{'currentOp': 1}")]
    [InlineData("admin", "{'backup': '/tmp/x'}")]
    [InlineData("admin", "{'usersInfo': 1}")]
    [InlineData("admin", "{'listCommands': 1}")]
    [InlineData("admin", "{'dropAllUsersFromDatabase': 1}")]
    [InlineData("admin", "{'explain': {'createUser': 'eve', 'pwd': 'x', 'roles': ['root']}}")]
    public async Task Before_the_first_user_a_client_may_make_one_and_nothing_else(string database, string command)
    {
        await using var server = ServerFixture.WithAuthentication();
        Assert.Equal(13, await Code(server.Client, database, command));
    }

    [Fact]
    public async Task The_first_user_can_be_made_once_however_many_ask_at_a_time()
    {
        await using var server = ServerFixture.WithAuthentication();
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 16).Select(async i => await Record.ExceptionAsync(() => server.Client.GetDatabase("admin").RunCommandAsync(
            new BsonDocument { ["createUser"] = $"u{i}", ["pwd"] = "x", ["roles"] = new BsonArray { "root" } }))));
        Assert.Single(outcomes, fault => fault is null);
    }

    [Fact]
    public async Task Who_reads_one_database_reaches_no_other_through_a_pipeline()
    {
        await using var server = ServerFixture.WithAuthentication();
        await server.Client.GetDatabase("admin").RunCommandAsync(ServerFixture.Doc("{'createUser': 'ann', 'pwd': 'secret', 'roles': ['root']}"));
        await using var ann = server.ClientOf("ann", "secret");
        await ann.GetDatabase("hidden").GetCollection<BsonDocument>("things").InsertOneAsync(new BsonDocument("_id", "secret"));
        await ann.GetDatabase("test").GetCollection<BsonDocument>("things").InsertOneAsync(new BsonDocument("_id", "open"));
        await ann.GetDatabase("admin").RunCommandAsync(ServerFixture.Doc("{'createUser': 'bob', 'pwd': 'word', 'roles': [{'role': 'read', 'db': 'test'}, {'role': 'read', 'db': 'admin'}]}"));
        await using var bob = server.ClientOf("bob", "word");
        foreach (var stage in (string[])
        [
            "{'$lookup': {'from': {'db': 'hidden', 'coll': 'things'}, 'pipeline': [], 'as': 'x'}}",
            "{'$unionWith': {'db': 'hidden', 'coll': 'things'}}",
            "{'$unionWith': 'system.users'}",
            "{'$lookup': {'from': 'system.users', 'pipeline': [], 'as': 'x'}}",
            "{'$graphLookup': {'from': 'system.users', 'startWith': 1, 'connectFromField': '_id', 'connectToField': '_id', 'as': 'x'}}",
            "{'$facet': {'a': [{'$lookup': {'from': 'system.users', 'pipeline': [], 'as': 'x'}}]}}",
            "{'$out': 'copies'}",
            "{'$out': {'db': 'hidden', 'coll': 'things'}}",
            "{'$merge': {'into': {'db': 'hidden', 'coll': 'things'}}}",
            "{'$merge': {'into': {'db': 'admin', 'coll': 'system.users'}}}",
            "{'$out': {'db': 'admin', 'coll': 'system.users'}}",
            "{'$currentOp': {'allUsers': true}}",
        ])
        {
            foreach (var database in (string[])["test", "admin"])
            {
                var command = new BsonDocument { ["aggregate"] = "things", ["pipeline"] = new BsonArray { ServerFixture.Doc(stage) }, ["cursor"] = new BsonDocument() };
                await Assert.ThrowsAnyAsync<MongoCommandException>(() => bob.GetDatabase(database).RunCommandAsync(command));
                var explained = new BsonDocument { ["explain"] = command.Clone(), ["verbosity"] = "executionStats" };
                if (!stage.Contains("'$out'", StringComparison.Ordinal) && !stage.Contains("'$merge'", StringComparison.Ordinal))
                    await Assert.ThrowsAnyAsync<MongoCommandException>(() => bob.GetDatabase(database).RunCommandAsync(explained));
            }
        }

        Assert.Equal(["secret"], (await ann.GetDatabase("hidden").GetCollection<BsonDocument>("things").Find([]).ToListAsync()).Select(d => d["_id"].AsString));
        Assert.Equal(13, await Code(bob, "admin", "{'find': 'system.users'}"));
        Assert.Equal(13, await Code(bob, "admin", "{'renameCollection': 'admin.system.users', 'to': 'admin.readable'}"));
        Assert.Equal(13, await Code(ann, "admin", "{'renameCollection': 'admin.system.users', 'to': 'admin.readable'}"));
        Assert.Equal(13, await Code(ann, "admin", "{'drop': 'system.users'}"));
        Assert.Equal(13, await Code(ann, "admin", "{'collMod': 'system.users'}"));
    }

    [Theory]
    [InlineData("{'dropUser': 'bob'}")]
    [InlineData("{'revokeRolesFromUser': 'bob', 'roles': [{'role': 'read', 'db': 'test'}]}")]
    [InlineData("{'updateUser': 'bob', 'roles': []}")]
    [InlineData("{'dropAllUsersFromDatabase': 1}")]
    public async Task What_is_taken_from_a_user_is_gone_on_open_connections_and_cursors(string command)
    {
        await using var server = ServerFixture.WithAuthentication();
        await server.Client.GetDatabase("admin").RunCommandAsync(ServerFixture.Doc("{'createUser': 'ann', 'pwd': 'secret', 'roles': ['root']}"));
        await using var ann = server.ClientOf("ann", "secret");
        await ann.GetDatabase("test").GetCollection<BsonDocument>("things").InsertManyAsync([.. Enumerable.Range(0, 9).Select(n => new BsonDocument("_id", n))]);
        await ann.GetDatabase("users").RunCommandAsync(ServerFixture.Doc("{'createUser': 'bob', 'pwd': 'word', 'roles': [{'role': 'read', 'db': 'test'}]}"));
        await using var bob = MongoClient.Create($"mongodb://bob:word@127.0.0.1:{server.Server.EndPoint!.Port}/?authSource=users");
        var first = await bob.GetDatabase("test").RunCommandAsync(ServerFixture.Doc("{'find': 'things', 'batchSize': 2}"));

        await ann.GetDatabase("users").RunCommandAsync(ServerFixture.Doc(command));

        Assert.Equal(13, await Code(bob, "test", "{'find': 'things'}"));
        var more = new BsonDocument { ["getMore"] = first["cursor"].AsDocument["id"], ["collection"] = "things" };
        Assert.Equal(13, (await Assert.ThrowsAnyAsync<MongoCommandException>(() => bob.GetDatabase("test").RunCommandAsync(more))).Code);
    }

    [Fact]
    public async Task A_user_logs_in_on_their_own_database_only()
    {
        await using var server = ServerFixture.WithAuthentication();
        await server.Client.GetDatabase("admin").RunCommandAsync(ServerFixture.Doc("{'createUser': 'ann', 'pwd': 'secret', 'roles': ['root']}"));
        await using var elsewhere = MongoClient.Create($"mongodb://ann:secret@127.0.0.1:{server.Server.EndPoint!.Port}/?authSource=test&serverSelectionTimeoutMS=5000");
        var refused = await Assert.ThrowsAnyAsync<MongoException>(() => elsewhere.GetDatabase("test").RunCommandAsync(ServerFixture.Doc("{'find': 'things'}")));
        Assert.Contains("Authentication failed", refused.ToString(), StringComparison.Ordinal);
    }

    private static async Task<int> Code(MongoClient client, string database, string command) =>
        (await Assert.ThrowsAnyAsync<MongoCommandException>(() => client.GetDatabase(database).RunCommandAsync(ServerFixture.Doc(command)))).Code;
}
