using IbmPlatform.Mongo.Client;
using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Server.Tests;

/// <summary>What carries a meaning that is not honoured is refused where it stands, and answers say no more than was done.</summary>
public sealed class RefusalTests
{
    [Theory]
    [InlineData(40415, "{'aggregate': 'things', 'pipeline': [], 'cursor': {'tailable': true}}")]
    [InlineData(40415, "{'listCollections': 1, 'cursor': {'tailable': true}}")]
    [InlineData(4890500, "{'find': 'things', 'let': {'k': '$a'}}")]
    [InlineData(4890500, "{'find': 'things', 'let': {'k': {'$add': [1, '$$ROOT.a']}}}")]
    [InlineData(4890500, "{'aggregate': 'things', 'pipeline': [], 'cursor': {}, 'let': {'k': {'$map': {'input': [1], 'in': '$a'}}}}")]
    [InlineData(323, "{'distinct': 'things', 'key': 'a', 'apiVersion': '1', 'apiStrict': true}")]
    [InlineData(73, "{'create': 'system.views'}")]
    [InlineData(73, "{'createIndexes': 'system.js', 'indexes': [{'key': {'a': 1}, 'name': 'a'}]}")]
    [InlineData(73, "{'aggregate': 'things', 'pipeline': [{'$out': 'system.views'}], 'cursor': {}}")]
    [InlineData(73, "{'aggregate': 'things', 'pipeline': [{'$merge': 'system.views'}], 'cursor': {}}")]
    public async Task What_would_be_passed_over_is_refused(int code, string command)
    {
        await using var server = ServerFixture.Start();
        await server.Insert("{'_id': 1, 'a': 1}");
        Assert.Equal(code, (await server.Refused(command)).Code);
    }

    [Fact]
    public async Task A_document_whose_update_fails_is_not_counted()
    {
        await using var server = ServerFixture.Start();
        await server.Insert("{'_id': 1, 'a': 'text'}");
        var failed = await server.Run("{'update': 'things', 'updates': [{'q': {'_id': 1}, 'u': {'$inc': {'a': 1}}}]}");
        Assert.Equal((0, 0, 14), (failed["n"].ToInt32(), failed["nModified"].ToInt32(), failed["writeErrors"].AsArray[0].AsDocument["code"].ToInt32()));
    }

    [Fact]
    public async Task An_explained_write_shows_its_filter()
    {
        await using var server = ServerFixture.Start();
        await server.Insert("{'_id': 1, 'a': 'text'}");
        var reply = await server.Run("{'explain': {'update': 'things', 'updates': [{'q': {'a': 'text'}, 'u': {'$set': {'a': 1}}}]}, 'verbosity': 'queryPlanner'}");
        Assert.Equal("text", reply["queryPlanner"].AsDocument["parsedQuery"].AsDocument["a"].AsString);
    }

    [Fact]
    public async Task Who_may_only_read_explains_no_write_and_who_administers_sees_statistics_without_documents()
    {
        await using var server = ServerFixture.WithAuthentication();
        var admin = server.Client.GetDatabase("admin");
        await admin.RunCommandAsync(ServerFixture.Doc("{'createUser': 'ann', 'pwd': 'secret', 'roles': ['root']}"));
        await using var ann = server.ClientOf("ann", "secret");
        await ann.GetDatabase("test").GetCollection<BsonDocument>("things").InsertOneAsync(new BsonDocument("_id", 1));
        foreach (var role in (string[])["read", "dbAdmin"])
            await ann.GetDatabase("admin").RunCommandAsync(ServerFixture.Doc($"{{'createUser': '{role}', 'pwd': 'word', 'roles': [{{'role': '{role}', 'db': 'test'}}]}}"));
        await using var reader = server.ClientOf("read", "word");
        await using var keeper = server.ClientOf("dbAdmin", "word");

        foreach (var write in (string[])
        [
            "{'update': 'things', 'updates': [{'q': {}, 'u': {'$set': {'a': 1}}}]}",
            "{'delete': 'things', 'deletes': [{'q': {}, 'limit': 0}]}",
            "{'findAndModify': 'things', 'query': {}, 'remove': true}",
        ])
        {
            Assert.Equal(13, await Code(reader, "test", $"{{'explain': {write}}}"));
            await ann.GetDatabase("test").RunCommandAsync(ServerFixture.Doc($"{{'explain': {write}}}"));
        }

        await keeper.GetDatabase("test").RunCommandAsync(Pipeline("{'$collStats': {'storageStats': {}}}, {'$project': {'ns': 1}}"));
        await keeper.GetDatabase("test").RunCommandAsync(Pipeline("{'$indexStats': {}}"));
        foreach (var stages in (string[])
        [
            "{'$match': {}}",
            "",
            "{'$collStats': {'storageStats': {}}}, {'$lookup': {'from': 'things', 'pipeline': [], 'as': 'x'}}",
            "{'$collStats': {'storageStats': {}}}, {'$unionWith': 'things'}",
            "{'$indexStats': {}}, {'$facet': {'x': [{'$unionWith': 'things'}]}}",
            "{'$indexStats': {}}, {'$out': 'copies'}",
        ])
            Assert.Equal(13, (await Assert.ThrowsAnyAsync<MongoCommandException>(() => keeper.GetDatabase("test").RunCommandAsync(Pipeline(stages)))).Code);

        var own = await reader.GetDatabase("admin").RunCommandAsync(ServerFixture.Doc("{'aggregate': 1, 'pipeline': [{'$currentOp': {}}, {'$match': {}}], 'cursor': {}}"));
        Assert.NotEmpty(own["cursor"].AsDocument["firstBatch"].AsArray);
        Assert.Equal(13, await Code(reader, "admin", "{'aggregate': 1, 'pipeline': [{'$currentOp': {'allUsers': true}}], 'cursor': {}}"));
        Assert.Equal(13, await Code(reader, "admin", "{'aggregate': 1, 'pipeline': [{'$documents': [{}]}], 'cursor': {}}"));
    }

    private static BsonDocument Pipeline(string stages) => ServerFixture.Doc($"{{'aggregate': 'things', 'pipeline': [{stages}], 'cursor': {{}}}}");

    private static async Task<int> Code(MongoClient client, string database, string command) =>
        (await Assert.ThrowsAnyAsync<MongoCommandException>(() => client.GetDatabase(database).RunCommandAsync(ServerFixture.Doc(command)))).Code;
}
