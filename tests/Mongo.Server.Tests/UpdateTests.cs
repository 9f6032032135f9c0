using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Server.Tests;

public sealed class UpdateTests
{
    [Theory]
    [InlineData("{'a': 1}", "{'$set': {'b.c': 2}}", "{'a': 1, 'b': {'c': 2}}")]
    [InlineData("{'a': 1, 'b': 2}", "{'$unset': {'b': ''}}", "{'a': 1}")]
    [InlineData("{'a': 1}", "{'$inc': {'a': 2, 'n': 5}}", "{'a': 3, 'n': 5}")]
    [InlineData("{'a': 2147483647}", "{'$inc': {'a': 1}}", "{'a': {'$numberLong': '2147483648'}}")]
    [InlineData("{'a': {'$numberDecimal': '0.1'}}", "{'$inc': {'a': {'$numberDecimal': '0.2'}}}", "{'a': {'$numberDecimal': '0.3'}}")]
    [InlineData("{'a': 3}", "{'$mul': {'a': 2, 'z': 9}}", "{'a': 6, 'z': 0}")]
    [InlineData("{'a': 3}", "{'$min': {'a': 2}}", "{'a': 2}")]
    [InlineData("{'a': 3}", "{'$max': {'a': 2, 'b': 1}}", "{'a': 3, 'b': 1}")]
    [InlineData("{'a': 3}", "{'$rename': {'a': 'x.y'}}", "{'x': {'y': 3}}")]
    [InlineData("{'a': [1]}", "{'$push': {'a': 2}}", "{'a': [1, 2]}")]
    [InlineData("{'a': [5, 1]}", "{'$push': {'a': {'$each': [3, 4], '$sort': -1, '$slice': 3}}}", "{'a': [5, 4, 3]}")]
    [InlineData("{'a': [1, 4]}", "{'$push': {'a': {'$each': [2, 3], '$position': 1}}}", "{'a': [1, 2, 3, 4]}")]
    [InlineData("{'a': [{'n': 2}, {'n': 1}]}", "{'$push': {'a': {'$each': [], '$sort': {'n': 1}}}}", "{'a': [{'n': 1}, {'n': 2}]}")]
    [InlineData("{'a': [1, 2]}", "{'$addToSet': {'a': {'$each': [2, 3]}}}", "{'a': [1, 2, 3]}")]
    [InlineData("{'a': [1, 2, 3]}", "{'$pop': {'a': -1}}", "{'a': [2, 3]}")]
    [InlineData("{'a': [1, 5, 9]}", "{'$pull': {'a': {'$gt': 4}}}", "{'a': [1]}")]
    [InlineData("{'a': [{'n': 1, 'm': 1}, {'n': 2}]}", "{'$pull': {'a': {'n': 1}}}", "{'a': [{'n': 2}]}")]
    [InlineData("{'a': [1, 2, 1]}", "{'$pullAll': {'a': [1]}}", "{'a': [2]}")]
    [InlineData("{'a': [1, 2]}", "{'$set': {'a.3': 4}}", "{'a': [1, 2, null, 4]}")]
    [InlineData("{'a': [{'n': 1}, {'n': 2}]}", "{'$inc': {'a.$[].n': 10}}", "{'a': [{'n': 11}, {'n': 12}]}")]
    [InlineData("{'a': 1, 'b': 1}", "{'c': 3}", "{'c': 3}")]
    public async Task Operators_change_a_document_as_MongoDB_does(string before, string update, string after)
    {
        await using var server = ServerFixture.Start();
        await server.Insert(before.Replace("{'a'", "{'_id': 1, 'a'"));
        var reply = await server.Run($"{{'update': 'things', 'updates': [{{'q': {{'_id': 1}}, 'u': {update}}}]}}");

        Assert.Equal(1, reply["n"].ToInt64());
        var stored = await server.Things.FindOneAsync(new BsonDocument("_id", 1));
        stored!.Remove("_id");
        Assert.Equal(ExtendedJson.Write(ServerFixture.Doc(after), canonical: true), ExtendedJson.Write(stored, canonical: true));
        Assert.True((await server.Run("{'validate': 'things'}"))["valid"].AsBoolean);
    }

    [Fact]
    public async Task The_positional_operator_writes_the_element_that_the_filter_found()
    {
        await using var server = ServerFixture.Start();
        await server.Insert("{'_id': 1, 'a': [{'k': 'x', 'n': 1}, {'k': 'y', 'n': 2}, {'k': 'z', 'n': 3}]}");
        await server.Run("{'update': 'things', 'updates': [{'q': {'_id': 1, 'a.k': 'y'}, 'u': {'$set': {'a.$.n': 9}}}]}");
        await server.Run("{'update': 'things', 'updates': [{'q': {'_id': 1}, 'u': {'$set': {'a.$[big].n': 0}}, 'arrayFilters': [{'big.n': {'$gte': 9}}]}]}");

        var stored = await server.Things.FindOneAsync(new BsonDocument("_id", 1));
        Assert.Equal([1, 0, 3], stored!["a"].AsArray.Select(e => e.AsDocument["n"].ToInt32()));
    }

    [Fact]
    public async Task An_upsert_starts_from_the_filters_equalities()
    {
        await using var server = ServerFixture.Start();
        var reply = await server.Run(
            "{'update': 'things', 'updates': [{'q': {'_id': 7, 'a.b': 1, 'n': {'$gt': 3}}, 'u': {'$set': {'c': 2}, '$setOnInsert': {'d': 3}}, 'upsert': true}]}");

        Assert.Equal(7, reply["upserted"].AsArray[0].AsDocument["_id"].ToInt64());
        Assert.Equal("{\"_id\":7,\"a\":{\"b\":1},\"c\":2,\"d\":3}", (await server.Things.FindOneAsync([]))!.ToString().Replace(" ", ""));
    }

    [Theory]
    [InlineData("{'$set': {'_id': 2}}", 66)]
    [InlineData("{'$set': {'a': 1}, '$inc': {'a': 1}}", 40)]
    [InlineData("{'$set': {'a': 1, 'a.b': 1}}", 40)]
    [InlineData("{'$inc': {'s': 1}}", 14)]
    [InlineData("{'$inc': {'n': 'x'}}", 14)]
    [InlineData("{'$push': {'s': 1}}", 2)]
    [InlineData("{'$set': {'s.x': 1}}", 28)]
    [InlineData("{'$set': {'': 1}}", 56)]
    [InlineData("{'$frobnicate': {'a': 1}}", 9)]
    [InlineData("{'$bit': {'n': {'not': 1}}}", 2)]
    [InlineData("[{'$out': 'x'}]", 72)]
    public async Task A_wrong_update_is_refused_and_changes_nothing(string update, int code)
    {
        await using var server = ServerFixture.Start();
        await server.Insert("{'_id': 1, 's': 'text', 'n': 1}");
        var reply = await server.Run($"{{'update': 'things', 'updates': [{{'q': {{'_id': 1}}, 'u': {update}}}]}}");

        Assert.Equal(code, reply["writeErrors"].AsArray[0].AsDocument["code"].ToInt64());
        Assert.Equal("{\"_id\":1,\"s\":\"text\",\"n\":1}", (await server.Things.FindOneAsync([]))!.ToString().Replace(" ", ""));
    }

    [Fact]
    public async Task An_update_of_many_meets_each_document_once()
    {
        await using var server = ServerFixture.Start();
        await server.Insert([.. Enumerable.Range(0, 300).Select(i => $"{{'_id': {i}, 'n': {i}}}")]);
        await server.Run("{'createIndexes': 'things', 'indexes': [{'key': {'n': 1}, 'name': 'n'}]}");
        var reply = await server.Run("{'update': 'things', 'updates': [{'q': {'n': {'$gte': 0}}, 'u': {'$inc': {'n': 1000}}, 'multi': true}]}");

        Assert.Equal(300, reply["nModified"].ToInt64());
        Assert.Equal(300, await server.Things.CountDocumentsAsync(ServerFixture.Doc("{'n': {'$gte': 1000, '$lt': 1300}}")));
        Assert.True((await server.Run("{'validate': 'things'}"))["valid"].AsBoolean);
    }

    [Fact]
    public async Task Find_and_modify_answers_the_old_or_the_new_document()
    {
        await using var server = ServerFixture.Start();
        await server.Insert("{'_id': 1, 'n': 1}", "{'_id': 2, 'n': 5}");
        var old = await server.Run("{'findAndModify': 'things', 'query': {}, 'sort': {'n': -1}, 'update': {'$inc': {'n': 1}}}");
        var changed = await server.Run("{'findAndModify': 'things', 'query': {'_id': 2}, 'update': {'$inc': {'n': 1}}, 'new': true, 'fields': {'n': 1, '_id': 0}}");
        var removed = await server.Run("{'findAndModify': 'things', 'query': {'_id': 1}, 'remove': true}");

        Assert.Equal(5, old["value"].AsDocument["n"].ToInt64());
        Assert.Equal("{\"n\":7}", changed["value"].ToString().Replace(" ", ""));
        Assert.Equal(1, removed["value"].AsDocument["n"].ToInt64());
        Assert.Equal("2", await server.Ids("{}"));
    }

    [Fact]
    public async Task Find_and_modify_that_inserts_answers_null_as_the_document_before()
    {
        await using var server = ServerFixture.Start();
        var plain = await server.Run("{'findAndModify': 'things', 'query': {'_id': 1}, 'update': {'$set': {'n': 1}}, 'upsert': true}");
        var projected = await server.Run("{'findAndModify': 'things', 'query': {'_id': 2}, 'update': {'n': 2}, 'upsert': true, 'fields': {'n': 1}}");

        Assert.All([plain, projected], reply => Assert.True(reply["value"].IsNull));
        Assert.Equal(1, plain["lastErrorObject"].AsDocument["upserted"].ToInt32());
        Assert.Equal("1 2", await server.Ids("{}"));
    }

    [Fact]
    public async Task An_id_with_a_dollar_name_is_refused_and_a_field_with_one_is_kept()
    {
        await using var server = ServerFixture.Start();
        var refused = await server.Run("{'insert': 'things', 'documents': [{'_id': {'$a': 1}}, {'_id': 2}], 'ordered': false}");
        var upsert = await server.Run("{'update': 'things', 'updates': [{'q': {'n': 1}, 'u': {'_id': {'$a': 1}}, 'upsert': true}]}");
        await server.Insert("{'_id': {'a': {'$b': 1}}, 'c': {'$d': 1}}");

        Assert.Equal(52, refused["writeErrors"].AsArray[0].AsDocument["code"].ToInt32());
        Assert.Equal(52, upsert["writeErrors"].AsArray[0].AsDocument["code"].ToInt32());
        Assert.Equal(2, (await server.Run("{'count': 'things'}"))["n"].ToInt64());
    }

    [Fact]
    public async Task A_taken_unique_key_is_refused_and_names_itself()
    {
        await using var server = ServerFixture.Start();
        await server.Run("{'createIndexes': 'things', 'indexes': [{'key': {'code': 1}, 'name': 'code', 'unique': true, 'sparse': true}]}");
        await server.Insert("{'_id': 1, 'code': 'a'}", "{'_id': 2, 'code': 'b'}", "{'_id': 3}", "{'_id': 4}");

        await Assert.ThrowsAsync<Client.MongoDuplicateKeyException>(() => server.Insert("{'_id': 5, 'code': 'a'}"));
        await Assert.ThrowsAsync<Client.MongoDuplicateKeyException>(() => server.Insert("{'_id': 1}"));
        await Assert.ThrowsAsync<Client.MongoDuplicateKeyException>(
            () => server.Things.UpdateOneAsync(new BsonDocument("_id", 2), ServerFixture.Doc("{'$set': {'code': 'a'}}")));
        Assert.Equal("1 2 3 4", await server.Ids("{}", "{'_id': 1}"));
        Assert.True((await server.Run("{'validate': 'things'}"))["valid"].AsBoolean);
    }

    [Theory]
    [InlineData("[{'$set': {'total': {'$add': ['$a', '$b']}}}, {'$unset': 'b'}]", "{'_id': 1, 'a': 1, 'total': 3}")]
    [InlineData("[{'$replaceWith': {'c': '$a'}}]", "{'_id': 1, 'c': 1}")]
    [InlineData("[{'$project': {'_id': 0, 'b': 1}}]", "{'_id': 1, 'b': 2}")]
    public async Task A_pipeline_updates_by_the_documents_own_values(string pipeline, string expected)
    {
        await using var server = ServerFixture.Start();
        await server.Insert("{'_id': 1, 'a': 1, 'b': 2}");
        var reply = await server.Run($"{{'update': 'things', 'updates': [{{'q': {{'_id': 1}}, 'u': {pipeline}}}]}}");
        Assert.Equal(1, reply["nModified"].ToInt32());
        Assert.Equal(ServerFixture.Doc(expected), await server.Things.FindOneAsync(new BsonDocument("_id", 1)));
    }

    [Fact]
    public async Task A_pipeline_updates_in_an_upsert_and_by_findAndModify_and_may_not_gather()
    {
        await using var server = ServerFixture.Start();
        await server.Run("{'update': 'things', 'updates': [{'q': {'_id': 5, 'a': 2}, 'u': [{'$set': {'b': {'$multiply': ['$a', 2]}}}], 'upsert': true}]}");
        var changed = await server.Run("{'findAndModify': 'things', 'query': {'_id': 5}, 'update': [{'$set': {'b': {'$add': ['$b', 1]}}}], 'new': true}");
        Assert.Equal(ServerFixture.Doc("{'_id': 5, 'a': 2, 'b': 5}"), changed["value"]);
        var refused = await server.Run("{'update': 'things', 'updates': [{'q': {}, 'u': [{'$group': {'_id': 1}}]}]}");
        Assert.Equal(72, refused["writeErrors"].AsArray[0].AsDocument["code"].ToInt32());
    }
}
