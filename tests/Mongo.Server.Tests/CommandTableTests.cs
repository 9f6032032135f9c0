using System.Text.RegularExpressions;
using IbmPlatform.Mongo.Client;
using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Connections;
using IbmPlatform.Testing;

namespace IbmPlatform.Mongo.Server.Tests;

/// <summary>Every command that MongoDB's manual lists for a standalone is answered or refused as the README says.</summary>
public sealed partial class CommandTableTests
{
    // A command of each kind that is right, so that an unknown field is all that is wrong with it.
    private static readonly string[] Right =
    [
        "{'aggregate': 'things', 'pipeline': [], 'cursor': {}}", "{'buildInfo': 1}", "{'collMod': 'things'}", "{'collStats': 'things'}",
        "{'connPoolStats': 1}", "{'connectionStatus': 1}", "{'count': 'things'}", "{'create': 'others'}",
        "{'createIndexes': 'things', 'indexes': [{'key': {'a': 1}, 'name': 'a'}]}", "{'createUser': 'ann', 'pwd': 'x', 'roles': []}", "{'dbStats': 1}",
        "{'delete': 'things', 'deletes': [{'q': {}, 'limit': 0}]}", "{'distinct': 'things', 'key': 'a'}", "{'drop': 'others'}",
        "{'dropAllUsersFromDatabase': 1}", "{'dropDatabase': 1}", "{'dropIndexes': 'things', 'index': 'a'}", "{'dropUser': 'ann'}", "{'endSessions': []}",
        "{'explain': {'find': 'things'}}", "{'find': 'things'}", "{'findAndModify': 'things', 'query': {}, 'remove': true}",
        "{'getCmdLineOpts': 1}", "{'getLog': 'global'}", "{'getMore': {'$numberLong': '1'}, 'collection': 'things'}", "{'getParameter': '*'}",
        "{'grantRolesToUser': 'ann', 'roles': []}", "{'hostInfo': 1}", "{'insert': 'things', 'documents': [{'a': 1}]}",
        "{'killCursors': 'things', 'cursors': []}", "{'listCollections': 1}", "{'listCommands': 1}", "{'listIndexes': 'things'}", "{'logout': 1}", "{'ping': 1}",
        "{'profile': 0}", "{'reIndex': 'things'}", "{'revokeRolesFromUser': 'ann', 'roles': []}", "{'rolesInfo': 1}",
        "{'saslContinue': 1, 'conversationId': 1, 'payload': ''}", "{'saslStart': 1, 'mechanism': 'SCRAM-SHA-256', 'payload': ''}", "{'serverStatus': 1}",
        "{'update': 'things', 'updates': [{'q': {}, 'u': {'$set': {'a': 1}}}]}", "{'updateUser': 'ann', 'roles': []}", "{'usersInfo': 1}",
        "{'validate': 'things'}", "{'whatsmyuri': 1}", "{'backup': '/nowhere/at/all', '$db': 'admin'}", "{'fsync': 1, '$db': 'admin'}",
        "{'killOp': 1, 'op': 1, '$db': 'admin'}", "{'listDatabases': 1, '$db': 'admin'}",
        "{'renameCollection': 'test.a', 'to': 'test.b', '$db': 'admin'}",
    ];

    // These take any field: hello as MongoDB's does, setParameter as the parameter's name, currentOp as a condition.
    private static readonly string[] TakesAnyField = ["hello", "isMaster", "ismaster", "setParameter", "currentOp"];

    [Fact]
    public void Every_command_of_MongoDB_is_answered_or_refused_with_a_way_out()
    {
        var published = File.ReadAllLines(RepositoryRoot.Combine("tests", "Mongo.Server.Tests", "mongodb-commands.txt"));
        var known = CommandTable.Names.Concat(RefusedCommands.Names).ToHashSet(StringComparer.Ordinal);
        Assert.DoesNotContain(published, name => !known.Contains(name));
        Assert.Empty(CommandTable.Names.Intersect(RefusedCommands.Names));
    }

    [Fact]
    public async Task What_is_refused_is_refused_by_MongoDBs_code_and_says_what_to_do()
    {
        await using var server = ServerFixture.Start();
        foreach (var name in RefusedCommands.Names)
        {
            var refused = await Assert.ThrowsAnyAsync<MongoCommandException>(() => server.Database.RunCommandAsync(new BsonDocument(name, 1)));
            Assert.True(refused.Code is 238 or 76, $"{name}: {refused.Message}");
            Assert.Contains(name, refused.Message, StringComparison.Ordinal);
            Assert.Contains(": ", refused.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_field_that_is_not_known_is_refused_in_every_command()
    {
        var untried = CommandTable.Names.Except(TakesAnyField).ToHashSet(StringComparer.Ordinal);
        foreach (var text in Right)
        {
            await using var server = ServerFixture.Start();
            await server.Insert("{'_id': 1}");
            var command = ServerFixture.Doc(text);
            var database = server.Client.GetDatabase(command.Find("$db") is BsonString db ? db.Value : "test");
            command.Remove("$db");
            // Other spellings of a command are the same command.
            untried.RemoveWhere(name => name.Equals(command[0].Name, StringComparison.OrdinalIgnoreCase));
            var refused = await Assert.ThrowsAnyAsync<MongoCommandException>(() => database.RunCommandAsync(command.Clone().Add("frobnicate", 1)));
            Assert.True(refused.Code == 40415, $"{text} with an unknown field: {refused.Message}");
            Assert.Contains("frobnicate", refused.Message, StringComparison.Ordinal);
            var fault = await Record.ExceptionAsync(() => database.RunCommandAsync(command));
            Assert.True(fault is not MongoCommandException { Code: 40415 }, $"{text}: {fault?.Message}");
        }

        Assert.Empty(untried);
    }

    [Fact]
    public void The_README_lists_the_commands_that_are_answered_and_those_that_are_refused()
    {
        var text = File.ReadAllText(RepositoryRoot.Combine("libraries", "IbmPlatform.Mongo.Server", "README.md"));
        Assert.Equal(CommandTable.Names.Order(StringComparer.Ordinal), Listed(text, "answered"));
        Assert.Equal(RefusedCommands.Names.Order(StringComparer.Ordinal), Listed(text, "refused"));
    }

    private static IEnumerable<string> Listed(string text, string kind)
    {
        var paragraph = text.Split("\n\n").Single(p => p.StartsWith($"Commands {kind}", StringComparison.Ordinal));
        return CodeWord().Matches(paragraph).Select(match => match.Groups[1].Value).Order(StringComparer.Ordinal);
    }

    [GeneratedRegex("`([A-Za-z0-9]+)`")]
    private static partial Regex CodeWord();
}
