using IbmPlatform.Mongo.Client;
using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Connections;
using IbmPlatform.Mongo.Server.Users;

namespace IbmPlatform.Mongo.Server.Tests;

public sealed class UserTests
{
    [Theory]
    [InlineData("")]
    [InlineData("&authMechanism=SCRAM-SHA-256")]
    [InlineData("&authMechanism=SCRAM-SHA-1")]
    public async Task Our_client_logs_in_and_is_refused_with_a_wrong_password(string mechanism)
    {
        await using var server = await WithAnn();
        await using var ann = server.ClientOf("ann", "secret", mechanism);
        await ann.GetDatabase("test").GetCollection<BsonDocument>("things").InsertOneAsync(new BsonDocument("_id", 1));

        foreach (var (user, password) in ((string, string)[])[("ann", "Secret"), ("nobody", "secret")])
        {
            await using var wrong = server.ClientOf(user, password, mechanism);
            var refused = await Assert.ThrowsAnyAsync<MongoException>(() => wrong.GetDatabase("test").RunCommandAsync(ServerFixture.Doc("{'count': 'things'}")));
            Assert.Contains("Authentication failed", refused.ToString(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("pa\u0301ss\u2168", "SCRAM-SHA-256", true)]
    [InlineData("p\u00e1ss\u00adIX", "SCRAM-SHA-256", true)]
    [InlineData("passIX", "SCRAM-SHA-256", false)]
    [InlineData("p\u00e1ssIX", "SCRAM-SHA-1", false)]
    [InlineData("pa\u0301ss\u2168", "SCRAM-SHA-1", true)]
    public async Task A_password_beyond_ASCII_is_one_however_it_is_typed_except_for_SHA_1(string typed, string mechanism, bool isRight)
    {
        await using var server = await WithAnn();
        await using var ann = server.ClientOf("ann", "secret");
        await ann.GetDatabase("admin").RunCommandAsync(ServerFixture.Doc("{'createUser': 'eva', 'pwd': 'pa\u0301ss\u2168', 'roles': ['root']}"));

        await using var eva = server.ClientOf("eva", Uri.EscapeDataString(typed), $"&authMechanism={mechanism}");
        var fault = await Record.ExceptionAsync(() => eva.GetDatabase("test").RunCommandAsync(ServerFixture.Doc("{'count': 'things'}")));

        Assert.Equal(isRight, fault is null);
    }

    [Fact]
    public async Task A_password_that_SASLprep_prohibits_is_refused_without_being_told()
    {
        await using var server = await WithAnn();
        await using var ann = server.ClientOf("ann", "secret");

        var refused = await Assert.ThrowsAsync<MongoCommandException>(
            () => ann.GetDatabase("admin").RunCommandAsync(ServerFixture.Doc("{'createUser': 'eva', 'pwd': 'tell\\u0007nobody', 'roles': ['root']}")));

        Assert.Equal(2, refused.Code);
        Assert.Contains("Character 5 is U+0007", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("nobody", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_command_says_what_access_it_needs() => Assert.All(CommandTable.Names, name => CommandAccess.Of(name));

    [Fact]
    public async Task Before_a_login_nothing_runs_but_what_leads_to_one()
    {
        await using var server = await WithAnn();
        Assert.Equal(13, (await server.Refused("{'find': 'things'}")).Code);
        Assert.Equal(13, (await server.Refused("{'listDatabases': 1}")).Code);
        Assert.Equal(59, (await server.Refused("{'frobnicate': 1}")).Code);
        Assert.Equal(13, (await Admin(server.Client, "{'createUser': 'eve', 'pwd': 'x', 'roles': ['root']}")).Code);
        Assert.Equal(1, (await server.Run("{'ping': 1}"))["ok"].ToDouble());
        Assert.Empty((await server.Run("{'connectionStatus': 1}"))["authInfo"].AsDocument["authenticatedUsers"].AsArray);
    }

    [Theory]
    [InlineData("read", "{'find': 'things'}", "{'insert': 'things', 'documents': [{}]}")]
    [InlineData("read", "{'listCollections': 1}", "{'drop': 'things'}")]
    [InlineData("readWrite", "{'insert': 'things', 'documents': [{}]}", "{'dropDatabase': 1}")]
    [InlineData("dbAdmin", "{'validate': 'things'}", "{'find': 'things'}")]
    [InlineData("userAdmin", "{'usersInfo': 1}", "{'find': 'things'}")]
    [InlineData("dbOwner", "{'validate': 'things'}", "{'serverStatus': 1}")]
    [InlineData("readAnyDatabase@admin", "{'find': 'things'}", "{'insert': 'things', 'documents': [{}]}")]
    [InlineData("readWriteAnyDatabase@admin", "{'insert': 'things', 'documents': [{}]}", "{'usersInfo': 1}")]
    [InlineData("userAdminAnyDatabase@admin", "{'createUser': 'x', 'pwd': 'x', 'roles': ['read']}", "{'find': 'things'}")]
    [InlineData("dbAdminAnyDatabase@admin", "{'dropDatabase': 1}", "{'delete': 'things', 'deletes': [{'q': {}, 'limit': 0}]}")]
    public async Task A_role_gives_what_it_names_and_no_more(string role, string allowed, string denied)
    {
        await using var server = await WithAnn();
        await using var ann = server.ClientOf("ann", "secret");
        await ann.GetDatabase("test").GetCollection<BsonDocument>("things").InsertOneAsync(new BsonDocument("_id", 1));
        await ann.GetDatabase("admin").RunCommandAsync(ServerFixture.Doc("{'createUser': 'ida', 'pwd': 'word', 'roles': []}"));
        await using var ida = server.ClientOf("ida", "word");
        var test = ida.GetDatabase("test");
        Assert.Equal(13, (await Assert.ThrowsAnyAsync<MongoCommandException>(() => test.RunCommandAsync(ServerFixture.Doc(allowed)))).Code);

        var parts = role.Split('@');
        var grant = new BsonDocument("role", parts[0]).Add("db", parts.Length > 1 ? parts[1] : "test");
        await ann.GetDatabase("admin").RunCommandAsync(new BsonDocument { ["grantRolesToUser"] = "ida", ["roles"] = new BsonArray { grant } });
        Assert.Equal(13, (await Assert.ThrowsAnyAsync<MongoCommandException>(() => test.RunCommandAsync(ServerFixture.Doc(denied)))).Code);
        if (parts.Length == 1)
            Assert.Equal(13, (await Assert.ThrowsAnyAsync<MongoCommandException>(() => ida.GetDatabase("other").RunCommandAsync(ServerFixture.Doc("{'find': 'x'}")))).Code);
        Assert.Equal(1, (await test.RunCommandAsync(ServerFixture.Doc(allowed)))["ok"].ToDouble());
    }

    [Fact]
    public async Task Who_manages_one_databases_users_grants_no_role_on_another()
    {
        await using var server = await WithAnn();
        await using var ann = server.ClientOf("ann", "secret");
        await ann.GetDatabase("admin").RunCommandAsync(ServerFixture.Doc("{'createUser': 'ida', 'pwd': 'word', 'roles': [{'role': 'userAdmin', 'db': 'test'}]}"));
        await using var ida = server.ClientOf("ida", "word");
        var command = ServerFixture.Doc("{'createUser': 'eve', 'pwd': 'x', 'roles': [{'role': 'root', 'db': 'admin'}]}");
        Assert.Equal(13, (await Assert.ThrowsAnyAsync<MongoCommandException>(() => ida.GetDatabase("test").RunCommandAsync(command))).Code);
    }

    [Fact]
    public async Task What_is_stored_lets_nobody_log_in_and_users_outlive_a_restart()
    {
        var server = await WithAnn();
        await server.Stop();
        foreach (var file in Directory.GetFiles(server.Directory))
            Assert.DoesNotContain("secret", await File.ReadAllTextAsync(file), StringComparison.Ordinal);

        await using var again = ServerFixture.Reopen(server.Directory, authentication: true);
        Assert.Equal(13, (await Admin(again.Client, "{'createUser': 'eve', 'pwd': 'x', 'roles': ['root']}")).Code);
        await using var ann = again.ClientOf("ann", "secret");
        var info = await ann.GetDatabase("admin").RunCommandAsync(ServerFixture.Doc("{'usersInfo': 'ann'}"));
        var user = Assert.Single(info["users"].AsArray).AsDocument;
        Assert.Equal(["SCRAM-SHA-1", "SCRAM-SHA-256"], user["mechanisms"].AsArray.Select(m => m.AsString));
        Assert.False(user.Contains("credentials"));
        Assert.Equal(20, (await Assert.ThrowsAnyAsync<MongoCommandException>(
            () => ann.GetDatabase("admin").RunCommandAsync(ServerFixture.Doc("{'dropDatabase': 1}")))).Code);
    }

    [Theory]
    [InlineData("{'createUser': 'x', 'roles': []}", 2)]
    [InlineData("{'createUser': 'x', 'pwd': 'p'}", 40414)]
    [InlineData("{'createUser': 'x', 'pwd': 'p', 'roles': ['backup']}", 31)]
    [InlineData("{'createUser': 'x', 'pwd': 'p', 'roles': [], 'authenticationRestrictions': [{'clientSource': ['10.0.0.1']}]}", 238)]
    [InlineData("{'updateUser': 'nobody', 'pwd': 'p'}", 11)]
    [InlineData("{'dropUser': 'nobody'}", 11)]
    [InlineData("{'usersInfo': 1, 'showCredentials': true}", 238)]
    [InlineData("{'saslStart': 1, 'mechanism': 'PLAIN', 'payload': 'x'}", 334)]
    [InlineData("{'saslContinue': 1, 'conversationId': 1, 'payload': 'x'}", 17)]
    public async Task What_cannot_be_done_with_users_is_refused_by_MongoDBs_code(string command, int code)
    {
        await using var server = ServerFixture.Start();
        Assert.Equal(code, (await server.Refused(command)).Code);
    }

    [Fact]
    public async Task A_cursor_belongs_to_the_user_who_opened_it()
    {
        await using var server = await WithAnn();
        await using var ann = server.ClientOf("ann", "secret");
        await ann.GetDatabase("admin").RunCommandAsync(ServerFixture.Doc("{'createUser': 'ida', 'pwd': 'word', 'roles': ['readAnyDatabase']}"));
        await ann.GetDatabase("test").GetCollection<BsonDocument>("things").InsertManyAsync([.. Enumerable.Range(0, 9).Select(n => new BsonDocument("_id", n))]);
        var first = await ann.GetDatabase("test").RunCommandAsync(ServerFixture.Doc("{'find': 'things', 'batchSize': 2}"));
        var more = new BsonDocument { ["getMore"] = first["cursor"].AsDocument["id"], ["collection"] = "things" };
        await using var ida = server.ClientOf("ida", "word");
        Assert.Equal(13, (await Assert.ThrowsAnyAsync<MongoCommandException>(() => ida.GetDatabase("test").RunCommandAsync(more.Clone()))).Code);
        Assert.Equal(7, (await ann.GetDatabase("test").RunCommandAsync(more))["cursor"].AsDocument["nextBatch"].AsArray.Count);
    }

    private static async Task<ServerFixture> WithAnn()
    {
        var server = ServerFixture.WithAuthentication();
        await server.Client.GetDatabase("admin").RunCommandAsync(ServerFixture.Doc("{'createUser': 'ann', 'pwd': 'secret', 'roles': ['root']}"));
        return server;
    }

    private static Task<MongoCommandException> Admin(MongoClient client, string command) =>
        Assert.ThrowsAnyAsync<MongoCommandException>(() => client.GetDatabase("admin").RunCommandAsync(ServerFixture.Doc(command)));
}
