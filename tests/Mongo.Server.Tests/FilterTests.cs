namespace IbmPlatform.Mongo.Server.Tests;

public sealed class FilterTests
{
    private static readonly string[] Documents =
    [
        "{'_id': 'int', 'v': 5}",
        "{'_id': 'dec', 'v': {'$numberDecimal': '5.0'}}",
        "{'_id': 'str', 'v': '5'}",
        "{'_id': 'null', 'v': null}",
        "{'_id': 'none'}",
        "{'_id': 'arr', 'v': [1, 5, 9]}",
        "{'_id': 'empty', 'v': []}",
        "{'_id': 'docs', 'v': [{'a': 1, 'b': 2}, {'a': 3, 'b': 4}]}",
        "{'_id': 'doc', 'v': {'a': 1}}",
    ];

    [Theory]
    [InlineData("{'v': 5}", "int dec arr")]
    [InlineData("{'v': {'$ne': 5}}", "str null none empty docs doc")]
    [InlineData("{'v': {'$gt': 4, '$lt': 6}}", "int dec arr")]
    [InlineData("{'v': {'$gt': 6}}", "arr")]
    [InlineData("{'v': {'$gte': '5'}}", "str")]
    [InlineData("{'v': null}", "null none")]
    [InlineData("{'v': {'$gte': null}}", "null none")]
    [InlineData("{'v': {'$exists': true}}", "int dec str null arr empty docs doc")]
    [InlineData("{'v': {'$exists': false}}", "none")]
    [InlineData("{'v': {'$in': [5, '5']}}", "int dec str arr")]
    [InlineData("{'v': {'$in': [null]}}", "null none")]
    [InlineData("{'v': {'$nin': [5, '5', null]}}", "empty docs doc")]
    [InlineData("{'v': {'$type': 'string'}}", "str")]
    [InlineData("{'v': {'$type': 'number'}}", "int dec arr")]
    [InlineData("{'v': {'$type': 'array'}}", "arr empty docs")]
    [InlineData("{'v': {'$size': 0}}", "empty")]
    [InlineData("{'v': {'$size': 3}}", "arr")]
    [InlineData("{'v': {'$all': [1, 9]}}", "arr")]
    [InlineData("{'v': {'$all': []}}", "")]
    [InlineData("{'v': [1, 5, 9]}", "arr")]
    [InlineData("{'v.0': 1}", "arr")]
    [InlineData("{'v.a': 1}", "docs doc")]
    [InlineData("{'v.0.b': 2}", "docs")]
    [InlineData("{'v.a': 1, 'v.b': 4}", "docs")]
    [InlineData("{'v': {'$elemMatch': {'a': 1, 'b': 4}}}", "")]
    [InlineData("{'v': {'$elemMatch': {'a': 3, 'b': 4}}}", "docs")]
    [InlineData("{'v': {'$elemMatch': {'$gt': 1, '$lt': 9}}}", "arr")]
    [InlineData("{'v': {'$elemMatch': {'$not': {'$lt': 9}}}}", "arr docs")]
    [InlineData("{'v.a': {'$exists': false}}", "int dec str null none arr empty")]
    [InlineData("{'v': {'a': 1}}", "doc")]
    [InlineData("{'v': {'$mod': [4, 1]}}", "int dec arr")]
    [InlineData("{'v': {'$not': {'$gt': 4}}}", "str null none empty docs doc")]
    [InlineData("{'$nor': [{'v': 5}, {'v': null}]}", "str empty docs doc")]
    [InlineData("{'$or': [{'v': '5'}, {'v': {'$size': 0}}]}", "str empty")]
    [InlineData("{'$and': [{'v': {'$gt': 0}}, {'v': {'$lt': 3}}]}", "arr")]
    [InlineData("{'_id': {'$regex': '^d', '$options': 'i'}}", "dec docs doc")]
    [InlineData("{'_id': {'$in': [{'$regularExpression': {'pattern': 'll$', 'options': ''}}, 'int']}}", "int null")]
    [InlineData("{'$expr': {'$eq': [{'$type': '$v'}, 'missing']}}", "none")]
    public async Task Finds_what_MongoDB_finds_with_and_without_an_index(string filter, string expected)
    {
        await using var server = ServerFixture.Start();
        await server.Insert(Documents);
        Assert.Equal(Sorted(expected), Sorted(await server.Ids(filter)));

        await server.Run("{'createIndexes': 'things', 'indexes': [{'key': {'v': 1}, 'name': 'v'}]}");
        Assert.Equal(Sorted(expected), Sorted(await server.Ids(filter)));

        await server.Run("{'createIndexes': 'things', 'indexes': [{'key': {'v.a': -1, 'v.b': 1}, 'name': 'ab'}]}");
        Assert.Equal(Sorted(expected), Sorted(await server.Ids(filter)));
    }

    [Theory]
    [InlineData("{'$unknown': 1}", "BadValue")]
    [InlineData("{'v': {'$unknown': 1}}", "BadValue")]
    [InlineData("{'v': {'$in': 5}}", "BadValue")]
    [InlineData("{'$or': []}", "BadValue")]
    [InlineData("{'v': {'$size': -1}}", "FailedToParse")]
    [InlineData("{'$where': 'true'}", "NotImplemented")]
    [InlineData("{'v': {'$near': [1, 2]}}", "NotImplemented")]
    [InlineData("{'v': {'$regex': '('}}", "Location51091")]
    public async Task Refuses_what_it_does_not_know_by_MongoDBs_own_code(string filter, string codeName)
    {
        await using var server = ServerFixture.Start();
        await server.Insert("{'_id': 1}");
        Assert.Equal(codeName, (await server.Refused($"{{'find': 'things', 'filter': {filter}}}")).CodeName);
    }

    [Fact]
    public async Task An_unknown_field_of_a_command_is_refused()
    {
        await using var server = ServerFixture.Start();
        Assert.Equal(40415, (await server.Refused("{'find': 'things', 'filtre': {}}")).Code);
        Assert.Equal("CommandNotFound", (await server.Refused("{'frobnicate': 'things'}")).CodeName);
    }

    private static string Sorted(string ids) => string.Join(' ', ids.Split(' ').Order(StringComparer.Ordinal));
}
