using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Server.Tests;

public sealed class StageTests
{
    private static readonly string[] Documents =
    [
        "{'_id': 1, 'k': 'a', 'n': 10, 'next': 2, 'o': {'x': 1}, 'acl': 1, 'in': {'acl': 5, 'v': 1}}",
        "{'_id': 2, 'k': 'b', 'n': 20, 'next': 3, 'o': {'y': 2}, 'acl': 1, 'in': {'acl': 1, 'v': 2}}",
        "{'_id': 3, 'k': 'a', 'n': 30, 'next': [1, 4], 'o': {'x': 3}, 'acl': 9}",
        "{'_id': 4, 'k': 'b', 'n': 40}",
    ];

    [Theory]
    // $bucket and $bucketAuto.
    [InlineData("[{'$bucket': {'groupBy': '$n', 'boundaries': [0, 20, 40], 'default': 'more'}}]", "{'_id': 0, 'count': 1} {'_id': 20, 'count': 2} {'_id': 'more', 'count': 1}")]
    [InlineData("[{'$bucket': {'groupBy': '$n', 'boundaries': [10, 100], 'output': {'ids': {'$push': '$_id'}, 'n': {'$avg': '$n'}}}}]", "{'_id': 10, 'ids': [1, 2, 3, 4], 'n': 25.0}")]
    [InlineData("[{'$bucketAuto': {'groupBy': '$n', 'buckets': 2}}]", "{'_id': {'min': 10, 'max': 30}, 'count': 2} {'_id': {'min': 30, 'max': 40}, 'count': 2}")]
    [InlineData("[{'$bucketAuto': {'groupBy': '$k', 'buckets': 3, 'output': {'ids': {'$push': '$_id'}}}}]", "{'_id': {'min': 'a', 'max': 'b'}, 'ids': [1, 3]} {'_id': {'min': 'b', 'max': 'b'}, 'ids': [2, 4]}")]
    // $graphLookup.
    [InlineData("[{'$match': {'_id': 1}}, {'$graphLookup': {'from': 'things', 'startWith': '$next', 'connectFromField': 'next', 'connectToField': '_id', 'as': 'way', 'depthField': 'd'}}, {'$project': {'way': {'$sortArray': {'input': {'$map': {'input': '$way', 'in': ['$$this._id', '$$this.d']}}, 'sortBy': 1}}}}]",
        "{'_id': 1, 'way': [[1, {'$numberLong': '2'}], [2, {'$numberLong': '0'}], [3, {'$numberLong': '1'}], [4, {'$numberLong': '2'}]]}")]
    [InlineData("[{'$match': {'_id': 1}}, {'$graphLookup': {'from': 'things', 'startWith': '$next', 'connectFromField': 'next', 'connectToField': '_id', 'as': 'way', 'maxDepth': 1, 'restrictSearchWithMatch': {'k': 'b'}}}, {'$project': {'way._id': 1}}]", "{'_id': 1, 'way': [{'_id': 2}]}")]
    // $redact.
    [InlineData("[{'$match': {'_id': {'$lte': 3}}}, {'$redact': {'$cond': [{'$lte': ['$acl', 4]}, '$$DESCEND', '$$PRUNE']}}, {'$project': {'in': 1}}]", "{'_id': 1} {'_id': 2, 'in': {'acl': 1, 'v': 2}}")]
    // Documents of the pipeline's own.
    [InlineData("[{'$limit': 1}, {'$project': {'_id': 1}}, {'$unionWith': {'pipeline': [{'$documents': [{'a': 1}, {'a': {'$add': [1, 1]}}]}, {'$match': {'a': 2}}]}}]", "{'_id': 1} {'a': 2}")]
    [InlineData("[{'$limit': 1}, {'$lookup': {'pipeline': [{'$documents': [{'a': 1}]}], 'as': 'x'}}, {'$project': {'x': 1}}]", "{'_id': 1, 'x': [{'a': 1}]}")]
    // Accumulators.
    [InlineData("[{'$group': {'_id': null, 'f': {'$firstN': {'n': 2, 'input': '$n'}}, 'l': {'$lastN': {'n': 2, 'input': '$acl'}}, 'mx': {'$maxN': {'n': 2, 'input': '$n'}}, 'mn': {'$minN': {'n': 9, 'input': '$acl'}}}}]",
        "{'_id': null, 'f': [10, 20], 'l': [9, null], 'mx': [40, 30], 'mn': [1, 1, 9]}")]
    [InlineData("[{'$group': {'_id': '$k', 't': {'$top': {'sortBy': {'n': -1}, 'output': '$_id'}}, 'b': {'$bottom': {'sortBy': {'n': -1}, 'output': ['$_id', '$n']}}, 'tn': {'$topN': {'n': 5, 'sortBy': {'n': -1}, 'output': '$_id'}}, 'bn': {'$bottomN': {'n': 1, 'sortBy': {'n': 1}, 'output': '$acl'}}}}, {'$sort': {'_id': 1}}]",
        "{'_id': 'a', 't': 3, 'b': [1, 10], 'tn': [3, 1], 'bn': [9]} {'_id': 'b', 't': 4, 'b': [2, 20], 'tn': [4, 2], 'bn': [null]}")]
    [InlineData("[{'$group': {'_id': null, 'o': {'$mergeObjects': '$o'}, 'p': {'$stdDevPop': '$n'}, 's': {'$stdDevSamp': {'$cond': [{'$eq': ['$_id', 1]}, '$n', null]}}}}]",
        "{'_id': null, 'o': {'x': 3, 'y': 2}, 'p': 11.180339887498949, 's': null}")]
    public async Task Stages_and_accumulators_answer_as_the_manual_says(string pipeline, string expected)
    {
        await using var server = ServerFixture.Start();
        await server.Insert(Documents);
        Assert.Equal(Canonical(expected), await Answer(server, $"{{'aggregate': 'things', 'pipeline': {pipeline}, 'cursor': {{}}}}"));
    }

    [Fact]
    public async Task Documents_of_a_pipeline_of_no_collection_are_paged_through()
    {
        await using var server = ServerFixture.Start();
        var first = await server.Run("{'aggregate': 1, 'pipeline': [{'$documents': {'$map': {'input': {'$range': [0, 5]}, 'in': {'n': '$$this'}}}}, {'$match': {'n': {'$gt': 0}}}], 'cursor': {'batchSize': 1}}");
        var cursor = first["cursor"].AsDocument;
        Assert.Equal("test.$cmd.aggregate", cursor["ns"].AsString);
        var more = await server.Database.RunCommandAsync(new BsonDocument { ["getMore"] = cursor["id"], ["collection"] = "$cmd.aggregate" });
        Assert.Equal([2, 3, 4], more["cursor"].AsDocument["nextBatch"].AsArray.Select(d => d.AsDocument["n"].ToInt32()));
    }

    [Theory]
    [InlineData("'aggregate': 1, 'pipeline': [{'$match': {}}]", 73)]
    [InlineData("'aggregate': 2, 'pipeline': [{'$documents': []}]", 9)]
    [InlineData("'aggregate': 'things', 'pipeline': [{'$documents': []}]", 73)]
    [InlineData("'aggregate': 1, 'pipeline': [{'$documents': 5}]", 5858203)]
    [InlineData("'aggregate': 'things', 'pipeline': [{'$match': {}}, {'$documents': []}]", 40602)]
    [InlineData("'aggregate': 'things', 'pipeline': [{'$bucket': {'groupBy': '$n', 'boundaries': [20, 30]}}]", 40066)]
    [InlineData("'aggregate': 'things', 'pipeline': [{'$bucket': {'groupBy': '$n', 'boundaries': [20]}}]", 40192)]
    [InlineData("'aggregate': 'things', 'pipeline': [{'$bucket': {'groupBy': '$n', 'boundaries': [20, 10]}}]", 40194)]
    [InlineData("'aggregate': 'things', 'pipeline': [{'$bucket': {'groupBy': '$n', 'boundaries': [20, 'a']}}]", 40193)]
    [InlineData("'aggregate': 'things', 'pipeline': [{'$bucketAuto': {'groupBy': '$n', 'buckets': 0}}]", 40243)]
    [InlineData("'aggregate': 'things', 'pipeline': [{'$bucketAuto': {'groupBy': '$n', 'buckets': 2, 'granularity': 'R5'}}]", 238)]
    [InlineData("'aggregate': 'things', 'pipeline': [{'$graphLookup': {'from': 'things', 'startWith': 1, 'connectFromField': 'a', 'as': 'b'}}]", 40105)]
    [InlineData("'aggregate': 'things', 'pipeline': [{'$graphLookup': {'from': 'system.users', 'startWith': 1, 'connectFromField': 'a', 'connectToField': 'c', 'as': 'b'}}]", 13)]
    [InlineData("'aggregate': 'things', 'pipeline': [{'$redact': 'x'}]", 17053)]
    [InlineData("'aggregate': 'things', 'pipeline': [{'$group': {'_id': null, 'x': {'$frob': 1}}}]", 15952)]
    [InlineData("'aggregate': 'things', 'pipeline': [{'$group': {'_id': null, 'x': {'$median': {'input': '$n', 'method': 'approximate'}}}}]", 238)]
    [InlineData("'aggregate': 'things', 'pipeline': [{'$group': {'_id': null, 'x': {'$topN': {'n': 0, 'sortBy': {'a': 1}, 'output': 1}}}}]", 5787908)]
    [InlineData("'aggregate': 'things', 'pipeline': [{'$out': 'a'}, {'$match': {}}]", 40601)]
    [InlineData("'aggregate': 'things', 'pipeline': [{'$facet': {'a': [{'$out': 'a'}]}}]", 51047)]
    [InlineData("'aggregate': 'things', 'pipeline': [{'$out': {'db': 'admin', 'coll': 'system.users'}}]", 13)]
    [InlineData("'aggregate': 'things', 'pipeline': [{'$out': 5}]", 16990)]
    [InlineData("'aggregate': 'things', 'pipeline': [{'$merge': {'into': 'a', 'whenMatched': 'frob'}}]", 2)]
    [InlineData("'aggregate': 'things', 'pipeline': [{'$merge': {'into': 'a', 'on': 'k'}}]", 51183)]
    [InlineData("'aggregate': 'things', 'pipeline': [{'$merge': {'into': 'a', 'frob': 1}}]", 40415)]
    [InlineData("'aggregate': 'things', 'pipeline': [{'$merge': {'into': 'a', 'whenNotMatched': 'fail'}}]", 13113)]
    [InlineData("'aggregate': 'things', 'pipeline': [{'$merge': {'into': 'things', 'whenMatched': 'fail'}}]", 11000)]
    [InlineData("'aggregate': 'things', 'pipeline': [{'$merge': {'into': 'things', 'whenMatched': [{'$group': {'_id': 1}}]}}]", 72)]
    [InlineData("'aggregate': 'things', 'pipeline': [{'$indexStats': {'a': 1}}]", 28803)]
    public async Task What_a_stage_cannot_do_is_refused(string command, int code)
    {
        await using var server = ServerFixture.Start();
        await server.Insert(Documents);
        Assert.Equal(code, (await server.Refused($"{{{command}, 'cursor': {{}}}}")).Code);
        Assert.Equal("1 2 3 4", await server.Ids("{}", "{'_id': 1}"));
    }

    [Fact]
    public async Task Out_takes_the_place_of_a_collection_with_its_indexes_or_of_none()
    {
        await using var server = ServerFixture.Start();
        await server.Insert(Documents);
        await server.Run("{'insert': 'target', 'documents': [{'_id': 'old', 'k': 1}]}");
        await server.Run("{'createIndexes': 'target', 'indexes': [{'key': {'k': 1}, 'name': 'k', 'unique': true}]}");
        var reply = await server.Run("{'aggregate': 'things', 'pipeline': [{'$group': {'_id': '$k', 'k': {'$sum': '$n'}}}, {'$out': 'target'}], 'cursor': {}}");
        Assert.Empty(reply["cursor"].AsDocument["firstBatch"].AsArray);
        Assert.Equal(Canonical("{'_id': 'a', 'k': 40} {'_id': 'b', 'k': 60}"), await Answer(server, "{'find': 'target', 'sort': {'_id': 1}}"));
        var indexes = await server.Run("{'listIndexes': 'target'}");
        Assert.Equal(["_id_", "k"], indexes["cursor"].AsDocument["firstBatch"].AsArray.Select(i => i.AsDocument["name"].AsString));

        // All or nothing: the unique index refuses the second of two that are equal.
        Assert.Equal(11000, (await server.Refused("{'aggregate': 'things', 'pipeline': [{'$project': {'k': 'same'}}, {'$out': 'target'}], 'cursor': {}}")).Code);
        Assert.Equal(Canonical("{'_id': 'a', 'k': 40} {'_id': 'b', 'k': 60}"), await Answer(server, "{'find': 'target', 'sort': {'_id': 1}}"));

        // Into itself, and into another database.
        await server.Run("{'aggregate': 'things', 'pipeline': [{'$match': {'k': 'a'}}, {'$project': {'k': 1}}, {'$out': 'things'}], 'cursor': {}}");
        Assert.Equal("1 3", await server.Ids("{}", "{'_id': 1}"));
        await server.Run("{'aggregate': 'things', 'pipeline': [{'$out': {'db': 'elsewhere', 'coll': 'things'}}], 'cursor': {}}");
        Assert.Equal(2, await server.Client.GetDatabase("elsewhere").GetCollection<BsonDocument>("things").CountDocumentsAsync([]));
        Assert.Empty((await server.Run("{'validate': 'target'}"))["errors"].AsArray);
    }

    [Theory]
    [InlineData("'whenMatched': 'replace'", "{'_id': 1, 'b': 2} {'_id': 2, 'b': 2} {'_id': 9, 'a': 1}")]
    [InlineData("'whenMatched': 'merge'", "{'_id': 1, 'a': 1, 'b': 2} {'_id': 2, 'b': 2} {'_id': 9, 'a': 1}")]
    [InlineData("'whenMatched': 'keepExisting'", "{'_id': 1, 'a': 1, 'b': 1} {'_id': 2, 'b': 2} {'_id': 9, 'a': 1}")]
    [InlineData("'whenNotMatched': 'discard'", "{'_id': 1, 'a': 1, 'b': 2} {'_id': 9, 'a': 1}")]
    [InlineData("'whenMatched': [{'$set': {'b': {'$add': ['$b', '$$new.b']}}}]", "{'_id': 1, 'a': 1, 'b': 3} {'_id': 2, 'b': 2} {'_id': 9, 'a': 1}")]
    [InlineData("'let': {'more': {'$multiply': ['$b', 10]}}, 'whenMatched': [{'$set': {'b': '$$more'}}]", "{'_id': 1, 'a': 1, 'b': 20} {'_id': 2, 'b': 2} {'_id': 9, 'a': 1}")]
    public async Task Merge_does_with_each_document_what_is_asked(string modes, string expected)
    {
        await using var server = ServerFixture.Start();
        await server.Insert("{'_id': 1, 'b': 2}", "{'_id': 2, 'b': 2}");
        await server.Run("{'insert': 'target', 'documents': [{'_id': 1, 'a': 1, 'b': 1}, {'_id': 9, 'a': 1}]}");
        await server.Run($"{{'aggregate': 'things', 'pipeline': [{{'$merge': {{'into': 'target', {modes}}}}}], 'cursor': {{}}}}");
        Assert.Equal(Canonical(expected), await Answer(server, "{'find': 'target', 'sort': {'_id': 1}}"));
    }

    [Fact]
    public async Task Merge_on_other_fields_needs_a_unique_index_of_them_and_keeps_the_id()
    {
        await using var server = ServerFixture.Start();
        await server.Insert("{'_id': 1, 'day': 'mon', 'n': 5}");
        await server.Run("{'insert': 'target', 'documents': [{'_id': 'x', 'day': 'mon', 'n': 1}]}");
        const string Merge = "{'aggregate': 'things', 'pipeline': [{'$project': {'_id': 0}}, {'$merge': {'into': 'target', 'on': 'day'}}], 'cursor': {}}";
        Assert.Equal(51183, (await server.Refused(Merge)).Code);
        await server.Run("{'createIndexes': 'target', 'indexes': [{'key': {'day': 1}, 'name': 'day', 'unique': true}]}");
        await server.Run(Merge);
        Assert.Equal(Canonical("{'_id': 'x', 'day': 'mon', 'n': 5}"), await Answer(server, "{'find': 'target'}"));
        Assert.Equal(51132, (await server.Refused("{'aggregate': 'things', 'pipeline': [{'$project': {'day': ['a']}}, {'$merge': {'into': 'target', 'on': 'day'}}], 'cursor': {}}")).Code);
    }

    [Fact]
    public async Task Who_may_only_read_writes_nothing_by_a_pipeline()
    {
        await using var server = ServerFixture.WithAuthentication();
        await server.Client.GetDatabase("admin").RunCommandAsync(ServerFixture.Doc("{'createUser': 'root', 'pwd': 'p', 'roles': ['root']}"));
        await using var root = server.ClientOf("root", "p");
        await root.GetDatabase("admin").RunCommandAsync(ServerFixture.Doc("{'createUser': 'reader', 'pwd': 'p', 'roles': [{'role': 'readWrite', 'db': 'own'}, {'role': 'read', 'db': 'test'}]}"));
        await root.GetDatabase("test").GetCollection<BsonDocument>("things").InsertOneAsync(new BsonDocument("_id", 1));
        await using var reader = server.ClientOf("reader", "p");
        foreach (var stage in (string[])["{'$out': 'copy'}", "{'$merge': 'copy'}", "{'$out': {'db': 'other', 'coll': 'c'}}"])
        {
            var refused = await Assert.ThrowsAnyAsync<Client.MongoCommandException>(() =>
                reader.GetDatabase("test").RunCommandAsync(ServerFixture.Doc($"{{'aggregate': 'things', 'pipeline': [{stage}], 'cursor': {{}}}}")));
            Assert.Equal(13, refused.Code);
        }

        await reader.GetDatabase("test").RunCommandAsync(ServerFixture.Doc("{'aggregate': 'things', 'pipeline': [{'$out': {'db': 'own', 'coll': 'c'}}], 'cursor': {}}"));
        Assert.Equal(1, await root.GetDatabase("own").GetCollection<BsonDocument>("c").CountDocumentsAsync([]));
    }

    [Theory]
    [InlineData("{'find': 'things', 'filter': {'$expr': {'$gt': ['$n', '$$least']}}, 'let': {'least': {'$add': [15, 10]}}, 'projection': {'_id': 1}}", "{'_id': 3} {'_id': 4}")]
    [InlineData("{'aggregate': 'things', 'pipeline': [{'$match': {'$expr': {'$eq': ['$k', '$$kind']}}}, {'$group': {'_id': '$$kind', 'n': {'$sum': 1}}}], 'let': {'kind': 'a'}, 'cursor': {}}", "{'_id': 'a', 'n': 2}")]
    public async Task Variables_of_the_command_are_named_in_its_expressions(string command, string expected)
    {
        await using var server = ServerFixture.Start();
        await server.Insert(Documents);
        Assert.Equal(Canonical(expected), await Answer(server, command));
    }

    [Fact]
    public async Task Variables_of_writes_are_named_in_their_filters_and_pipelines()
    {
        await using var server = ServerFixture.Start();
        await server.Insert(Documents);
        await server.Run("{'update': 'things', 'updates': [{'q': {'$expr': {'$eq': ['$n', '$$sought']}}, 'u': [{'$set': {'n': {'$add': ['$$sought', '$$more']}}}], 'c': {'more': 5}}], 'let': {'sought': 10}}");
        Assert.Equal("1", await server.Ids("{'n': 15}"));
        await server.Run("{'findAndModify': 'things', 'query': {'$expr': {'$eq': ['$_id', '$$id']}}, 'update': [{'$set': {'by': '$$id'}}], 'let': {'id': 2}}");
        Assert.Equal("2", await server.Ids("{'by': 2}"));
        await server.Run("{'delete': 'things', 'deletes': [{'q': {'$expr': {'$gte': ['$_id', '$$from']}}, 'limit': 0}], 'let': {'from': 3}}");
        Assert.Equal("1 2", await server.Ids("{}", "{'_id': 1}"));
    }

    [Fact]
    public async Task IndexStats_counts_how_often_each_index_was_used()
    {
        await using var server = ServerFixture.Start();
        await server.Insert(Documents);
        await server.Run("{'createIndexes': 'things', 'indexes': [{'key': {'k': 1}, 'name': 'k'}]}");
        await server.Ids("{'k': 'a'}");
        await server.Ids("{'k': 'b'}");
        var told = (await server.Run("{'aggregate': 'things', 'pipeline': [{'$indexStats': {}}, {'$match': {'name': 'k'}}], 'cursor': {}}"))["cursor"].AsDocument["firstBatch"].AsArray;
        var one = Assert.Single(told).AsDocument;
        Assert.Equal(2, one["accesses"].AsDocument["ops"].ToInt64());
        Assert.Equal(ServerFixture.Doc("{'k': 1}"), one["key"]);
    }

    private static string Canonical(string documents) =>
        ExtendedJson.Write(ServerFixture.Doc($"{{'all': [{documents.Replace("} {", "}, {")}]}}")["all"].AsArray, canonical: true);

    private static async Task<string> Answer(ServerFixture server, string command) =>
        ExtendedJson.Write((await server.Run(command))["cursor"].AsDocument["firstBatch"].AsArray, canonical: true);
}
