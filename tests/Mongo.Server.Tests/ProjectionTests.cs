using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Server.Tests;

public sealed class ProjectionTests
{
    private const string Document = "{'_id': 1, 'a': {'b': 1, 'c': 2}, 'l': [{'n': 1}, {'n': 2}, {'n': 3}], 's': 'x'}";

    [Theory]
    [InlineData("{'up': {'$toUpper': '$s'}}", "{}", "{'_id': 1, 'up': 'X'}")]
    [InlineData("{'a.b': 1, 'sum': {'$add': ['$a.b', '$a.c']}}", "{}", "{'_id': 1, 'a': {'b': 1}, 'sum': 3}")]
    [InlineData("{'_id': 0, 'copy': '$s'}", "{}", "{'copy': 'x'}")]
    [InlineData("{'_id': 0, 'a': {'b': 1, 'd': '$s'}}", "{}", "{'a': {'b': 1, 'd': 'x'}}")]
    [InlineData("{'_id': '$s'}", "{}", "{'_id': 'x'}")]
    [InlineData("{'_id': 0, 'text': 'as it stands'}", "{}", "{'text': 'as it stands'}")]
    [InlineData("{'_id': 0, 'l': {'$slice': ['$l.n', 2]}}", "{}", "{'l': [1, 2]}")]
    [InlineData("{'_id': 0, 'l': {'$slice': 1}, 's': 1}", "{}", "{'l': [{'n': 1}], 's': 'x'}")]
    [InlineData("{'_id': 0, 'l.$': 1}", "{'l.n': 2}", "{'l': [{'n': 2}]}")]
    [InlineData("{'_id': 0, 'l.$': 1, 'up': {'$toUpper': '$s'}}", "{'l': {'$elemMatch': {'n': {'$gt': 2}}}}", "{'l': [{'n': 3}], 'up': 'X'}")]
    public async Task A_find_projects_by_expressions_and_by_the_element_found(string projection, string filter, string expected)
    {
        await using var server = ServerFixture.Start();
        await server.Insert(Document);
        var reply = await server.Run($"{{'find': 'things', 'filter': {filter}, 'projection': {projection}}}");
        Assert.Equal(ServerFixture.Doc(expected), reply["cursor"].AsDocument["firstBatch"].AsArray[0]);
        var modified = await server.Run($"{{'findAndModify': 'things', 'query': {filter}, 'update': {{'$set': {{'z': 1}}}}, 'fields': {projection}}}");
        Assert.Equal(ServerFixture.Doc(expected), modified["value"]);
    }

    [Theory]
    [InlineData("{'s': 0, 'up': {'$toUpper': '$s'}}", "{}", 31254)]
    [InlineData("{'l.$': 1}", "{}", 51246)]
    [InlineData("{'l.$': 1, 'a.$': 1}", "{}", 31276)]
    [InlineData("{'l.$.n': 1}", "{}", 16410)]
    [InlineData("{'x': {'$frob': 1}}", "{}", 168)]
    [InlineData("{'x': {'$meta': 'textScore'}}", "{}", 238)]
    public async Task What_a_projection_cannot_be_is_refused(string projection, string filter, int code)
    {
        await using var server = ServerFixture.Start();
        await server.Insert(Document);
        Assert.Equal(code, (await server.Refused($"{{'find': 'things', 'filter': {filter}, 'projection': {projection}}}")).Code);
    }

    [Theory]
    [InlineData("{'n': {'$bitsAllSet': 6}}", "1 4 6")]
    [InlineData("{'n': {'$bitsAnySet': [0, 3]}}", "2 3 4")]
    [InlineData("{'n': {'$bitsAllClear': [0, 1]}}", "5 7")]
    [InlineData("{'n': {'$bitsAnyClear': {'$binary': {'base64': 'Bg==', 'subType': '00'}}}}", "2 3 5 7")]
    [InlineData("{'n': {'$bitsAllSet': [200]}}", "4")]
    public async Task Bits_are_asked_of_numbers_and_of_binary_data(string filter, string expected)
    {
        await using var server = ServerFixture.Start();
        await server.Insert(
            "{'_id': 1, 'n': 6}", "{'_id': 2, 'n': 1}", "{'_id': 3, 'n': {'$numberLong': '9'}}", "{'_id': 4, 'n': -1}", "{'_id': 5, 'n': 4.0}",
            "{'_id': 6, 'n': {'$binary': {'base64': 'Bg==', 'subType': '00'}}}", "{'_id': 7, 'n': [0, 'x']}", "{'_id': 8, 'n': 1.5}");
        Assert.Equal(expected, await server.Ids(filter, "{'_id': 1}"));
        Assert.Equal(2, (await server.Refused("{'find': 'things', 'filter': {'n': {'$bitsAllSet': -1}}}")).Code);
    }

    [Fact]
    public async Task Bits_are_set_and_cleared_by_an_update()
    {
        await using var server = ServerFixture.Start();
        await server.Insert("{'_id': 1, 'n': 12, 't': 'x'}");
        await server.Run("{'update': 'things', 'updates': [{'q': {}, 'u': {'$bit': {'n': {'and': 10, 'or': 1}, 'm': {'xor': {'$numberLong': '5'}}}}}]}");
        Assert.Equal(ServerFixture.Doc("{'_id': 1, 'n': 9, 't': 'x', 'm': {'$numberLong': '5'}}"), await server.Things.FindOneAsync([]));
        foreach (var wrong in (string[])["{'t': {'and': 1}}", "{'n': {'not': 1}}", "{'n': 1}", "{'n': {'and': 1.5}}"])
            Assert.Equal(2, (await server.Refused($"{{'findAndModify': 'things', 'update': {{'$bit': {wrong}}}}}")).Code);
    }
}
