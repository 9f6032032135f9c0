using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Server.Tests;

public sealed class AggregationTests
{
    private static readonly string[] Documents =
    [
        "{'_id': 1, 'k': 'a', 'n': 1, 't': ['x', 'y'], 'd': {'m': 10}}",
        "{'_id': 2, 'k': 'b', 'n': 2.5, 't': ['y'], 'd': {'m': 20}}",
        "{'_id': 3, 'k': 'a', 'n': {'$numberDecimal': '3.25'}, 't': []}",
        "{'_id': 4, 'n': 'no number'}",
    ];

    [Theory]
    [InlineData("[{'$match': {'k': 'a'}}, {'$count': 'c'}]", "{'c': 2}")]
    [InlineData("[{'$group': {'_id': '$k', 's': {'$sum': '$n'}, 'c': {'$sum': 1}}}, {'$sort': {'_id': 1}}]",
        "{'_id': null, 's': 0, 'c': 1} {'_id': 'a', 's': {'$numberDecimal': '4.25'}, 'c': 2} {'_id': 'b', 's': 2.5, 'c': 1}")]
    [InlineData("[{'$match': {'k': 'a'}}, {'$group': {'_id': null, 'f': {'$first': '$_id'}, 'l': {'$last': '$_id'}, 'p': {'$push': '$d.m'}, 'mx': {'$max': '$n'}}}]",
        "{'_id': null, 'f': 1, 'l': 3, 'p': [10], 'mx': {'$numberDecimal': '3.25'}}")]
    [InlineData("[{'$unwind': '$t'}, {'$sortByCount': '$t'}]", "{'_id': 'y', 'count': 2} {'_id': 'x', 'count': 1}")]
    [InlineData("[{'$unwind': {'path': '$t', 'includeArrayIndex': 'i', 'preserveNullAndEmptyArrays': true}}, {'$match': {'_id': {'$in': [1, 3]}}}, {'$project': {'t': 1, 'i': 1}}]",
        "{'_id': 1, 't': 'x', 'i': {'$numberLong': '0'}} {'_id': 1, 't': 'y', 'i': {'$numberLong': '1'}} {'_id': 3, 'i': null}")]
    [InlineData("[{'$sort': {'_id': -1}}, {'$skip': 1}, {'$limit': 1}, {'$project': {'_id': 0, 'k': 1}}]", "{'k': 'a'}")]
    [InlineData("[{'$match': {'_id': 1}}, {'$project': {'x': {'$add': ['$n', 2]}, 'y': {'$concat': ['$k', '!']}, 'z': '$none'}}]", "{'_id': 1, 'x': 3, 'y': 'a!'}")]
    [InlineData("[{'$match': {'_id': 1}}, {'$set': {'d.x': {'$size': '$t'}}}, {'$unset': ['t', 'n', 'k']}]", "{'_id': 1, 'd': {'m': 10, 'x': 2}}")]
    [InlineData("[{'$match': {'_id': 2}}, {'$replaceRoot': {'newRoot': '$d'}}]", "{'m': 20}")]
    [InlineData("[{'$match': {'_id': 1}}, {'$project': {'_id': 0, 'v': {'$cond': [{'$gt': ['$n', 0]}, 'up', 'down']}, 'w': {'$ifNull': ['$none', 7]}, 's': {'$switch': {'branches': [{'case': false, 'then': 1}], 'default': 2}}}}]",
        "{'v': 'up', 'w': 7, 's': 2}")]
    [InlineData("[{'$match': {'_id': 1}}, {'$project': {'_id': 0, 'm': {'$map': {'input': '$t', 'as': 'e', 'in': {'$toUpper': '$$e'}}}, 'f': {'$filter': {'input': '$t', 'cond': {'$eq': ['$$this', 'x']}}}, 'r': {'$reduce': {'input': [1, 2, 3], 'initialValue': 0, 'in': {'$add': ['$$value', '$$this']}}}}}]",
        "{'m': ['X', 'Y'], 'f': ['x'], 'r': 6}")]
    [InlineData("[{'$match': {'_id': {'$lt': 3}}}, {'$lookup': {'from': 'things', 'localField': 'k', 'foreignField': 'k', 'as': 'same'}}, {'$project': {'same._id': 1}}]",
        "{'_id': 1, 'same': [{'_id': 1}, {'_id': 3}]} {'_id': 2, 'same': [{'_id': 2}]}")]
    [InlineData("[{'$match': {'_id': {'$in': [1, 4]}}}, {'$lookup': {'from': 'things', 'localField': 'k', 'foreignField': 'k', 'as': 'd.same'}}, {'$project': {'d.same._id': 1}}]",
        "{'_id': 1, 'd': {'same': [{'_id': 1}, {'_id': 3}]}} {'_id': 4, 'd': {'same': [{'_id': 4}]}}")]
    [InlineData("[{'$match': {'_id': {'$lt': 3}}}, {'$lookup': {'from': 'things', 'localField': 't', 'foreignField': 't', 'as': 'a'}}, {'$project': {'n': {'$size': '$a'}}}]",
        "{'_id': 1, 'n': 2} {'_id': 2, 'n': 2}")]
    [InlineData("[{'$match': {'_id': 1}}, {'$lookup': {'from': 'nothing', 'localField': 'k', 'foreignField': 'k', 'as': 'a'}}, {'$project': {'a': 1}}]", "{'_id': 1, 'a': []}")]
    [InlineData("[{'$match': {'_id': {'$lte': 2}}}, {'$lookup': {'from': 'things', 'let': {'mine': '$n', 'kind': '$k'}, 'pipeline': [{'$match': {'$expr': {'$and': [{'$gt': ['$n', '$$mine']}, {'$eq': ['$k', '$$kind']}]}}}, {'$project': {'more': {'$subtract': ['$n', '$$mine']}}}], 'as': 'x'}}, {'$project': {'x': 1}}]",
        "{'_id': 1, 'x': [{'_id': 3, 'more': {'$numberDecimal': '2.25'}}]} {'_id': 2, 'x': []}")]
    [InlineData("[{'$match': {'_id': 1}}, {'$lookup': {'from': 'things', 'pipeline': [{'$match': {'k': {'$exists': true}}}, {'$sort': {'_id': -1}}, {'$limit': 2}, {'$project': {'_id': 1}}], 'as': 'x'}}, {'$project': {'x': 1}}]",
        "{'_id': 1, 'x': [{'_id': 3}, {'_id': 2}]}")]
    [InlineData("[{'$match': {'_id': 1}}, {'$lookup': {'from': 'things', 'localField': 'k', 'foreignField': 'k', 'let': {'id': '$_id'}, 'pipeline': [{'$match': {'$expr': {'$ne': ['$_id', '$$id']}}}, {'$project': {'_id': 1}}], 'as': 'x'}}, {'$project': {'x': 1}}]",
        "{'_id': 1, 'x': [{'_id': 3}]}")]
    [InlineData("[{'$match': {'_id': 1}}, {'$lookup': {'from': 'things', 'let': {'a': '$_id'}, 'pipeline': [{'$match': {'_id': 2}}, {'$lookup': {'from': 'things', 'let': {'b': '$_id'}, 'pipeline': [{'$match': {'$expr': {'$eq': ['$_id', {'$add': ['$$a', '$$b']}]}}}, {'$project': {'_id': 1}}], 'as': 'y'}}, {'$project': {'y': 1}}], 'as': 'x'}}, {'$project': {'x': 1}}]",
        "{'_id': 1, 'x': [{'_id': 2, 'y': [{'_id': 3}]}]}")]
    [InlineData("[{'$match': {'_id': {'$in': [1, 4]}}}, {'$lookup': {'from': 'things', 'let': {'kind': '$k'}, 'pipeline': [{'$match': {'$or': [{'_id': 2}, {'$expr': {'$eq': ['$k', '$$kind']}}]}}, {'$group': {'_id': '$$kind', 'n': {'$sum': 1}}}], 'as': 'x'}}, {'$project': {'x': 1}}]",
        "{'_id': 1, 'x': [{'_id': 'a', 'n': 3}]} {'_id': 4, 'x': [{'_id': null, 'n': 2}]}")]
    [InlineData("[{'$match': {'_id': 1}}, {'$project': {'_id': 1}}, {'$unionWith': {'coll': 'things', 'pipeline': [{'$match': {'k': 'a'}}, {'$sort': {'_id': -1}}, {'$project': {'_id': 1}}]}}]",
        "{'_id': 1} {'_id': 3} {'_id': 1}")]
    [InlineData("[{'$match': {'_id': 1}}, {'$unionWith': 'nothing'}, {'$project': {'_id': 1}}]", "{'_id': 1}")]
    [InlineData("[{'$unionWith': 'things'}, {'$count': 'n'}]", "{'n': 8}")]
    [InlineData("[{'$facet': {'count': [{'$count': 'n'}], 'first': [{'$sort': {'_id': 1}}, {'$limit': 1}, {'$set': {'k': 'z'}}, {'$project': {'k': 1}}], 'none': [{'$match': {'_id': 9}}]}}]",
        "{'count': [{'n': 4}], 'first': [{'_id': 1, 'k': 'z'}], 'none': []}")]
    [InlineData("[{'$sample': {'size': 10}}, {'$sort': {'_id': 1}}, {'$project': {'_id': 1}}]", "{'_id': 1} {'_id': 2} {'_id': 3} {'_id': 4}")]
    [InlineData("[{'$sample': {'size': 3}}, {'$count': 'n'}]", "{'n': 3}")]
    [InlineData("[{'$match': {'nothing': 1}}, {'$group': {'_id': null, 'n': {'$sum': 1}}}]", "")]
    public async Task Pipelines_answer_as_MongoDB_does(string pipeline, string expected)
    {
        await using var server = ServerFixture.Start();
        await server.Insert(Documents);
        var reply = await server.Run($"{{'aggregate': 'things', 'pipeline': {pipeline}, 'cursor': {{}}}}");

        var wanted = ServerFixture.Doc($"{{'all': [{expected.Replace("} {", "}, {")}]}}")["all"].AsArray;
        var got = reply["cursor"].AsDocument["firstBatch"].AsArray;
        Assert.Equal(ExtendedJson.Write(wanted, canonical: true), ExtendedJson.Write(got, canonical: true));
    }

    [Theory]
    [InlineData("[{'$frob': 1}]", 40324)]
    [InlineData("[{'$lookup': {'from': 'things', 'pipeline': [{'$frob': 1}], 'as': 'x'}}]", 40324)]
    [InlineData("[{'$lookup': {'from': 'things', 'pipeline': {}, 'as': 'x'}}]", 14)]
    [InlineData("[{'$lookup': {'from': 'things', 'let': {'Up': 1}, 'pipeline': [], 'as': 'x'}}]", 9)]
    [InlineData("[{'$lookup': {'from': 'things', 'let': {'v': 1}, 'localField': 'k', 'foreignField': 'k', 'as': 'x'}}]", 9)]
    [InlineData("[{'$lookup': {'from': 'things', 'localField': 'k', 'pipeline': [], 'as': 'x'}}]", 9)]
    [InlineData("[{'$lookup': {'from': 'things', 'pipeline': [{'$match': {'$expr': {'$eq': ['$k', '$$k']}}}], 'as': 'x'}}]", 17276)]
    [InlineData("[{'$unionWith': 'system.users'}]", 13)]
    [InlineData("[{'$unionWith': {'pipeline': []}}]", 40414)]
    [InlineData("[{'$unionWith': {'coll': 'things', 'where': 1}}]", 40415)]
    [InlineData("[{'$unionWith': 5}]", 9)]
    [InlineData("[{'$lookup': {'from': 'things', 'localField': 'k', 'as': 'x'}}]", 9)]
    [InlineData("[{'$lookup': {'from': 'system.users', 'localField': 'k', 'foreignField': 'k', 'as': 'x'}}]", 13)]
    [InlineData("[{'$facet': {'a': [{'$facet': {'b': []}}]}}]", 40600)]
    [InlineData("[{'$sample': {'size': 0}}]", 28747)]
    [InlineData("[{'$match': {}}, {'$collStats': {'count': {}}}]", 40602)]
    [InlineData("[{'$unionWith': {'coll': 'things', 'pipeline': [{'$collStats': {'count': {}}}]}}]", 40602)]
    [InlineData("[{'$collStats': {'latencyStats': {}}}]", 238)]
    [InlineData("[{'$collStats': {'storageStats': {'frob': 1}}}]", 40415)]
    [InlineData("[{'$project': {'a': {'$frob': 1}}}]", 168)]
    [InlineData("[{'$match': {}, '$limit': 1}]", 40323)]
    [InlineData("[{'$project': {'a': {'$divide': [1, 0]}}}]", 2)]
    [InlineData("[{'$group': {'n': {'$sum': 1}}}]", 15955)]
    public async Task A_stage_that_is_not_known_is_refused(string pipeline, int code)
    {
        await using var server = ServerFixture.Start();
        await server.Insert(Documents);
        Assert.Equal(code, (await server.Refused($"{{'aggregate': 'things', 'pipeline': {pipeline}, 'cursor': {{}}}}")).Code);
    }

    [Fact]
    public async Task A_union_is_paged_through_and_starts_from_a_collection_that_is_not_there()
    {
        await using var server = ServerFixture.Start();
        await server.Things.InsertManyAsync([.. Enumerable.Range(0, 500).Select(n => new BsonDocument("_id", n))]);
        var others = server.Database.GetCollection<BsonDocument>("others");
        var found = await others.Aggregate<BsonDocument>(
                [ServerFixture.Doc("{'$unionWith': {'coll': 'things', 'pipeline': [{'$sort': {'_id': 1}}]}}"), ServerFixture.Doc("{'$unionWith': 'things'}")])
            .Select(document => document["_id"].AsInt32).ToListAsync(TestContext.Current.CancellationToken);

        Assert.Equal([.. Enumerable.Range(0, 500), .. Enumerable.Range(0, 500)], found);
    }

    [Fact]
    public async Task What_stages_make_of_a_database_that_is_not_there_comes_whole()
    {
        await using var server = ServerFixture.Start();
        var pipeline = new[] { "{'$facet': {'a': []}}", "{'$project': {'n': {'$range': [0, 250]}}}", "{'$unwind': '$n'}" }.Select(ServerFixture.Doc).ToArray();
        var made = await server.Client.GetDatabase("absent").GetCollection<BsonDocument>("things").Aggregate<BsonDocument>(pipeline)
            .Select(document => document["n"].AsInt32).ToListAsync(TestContext.Current.CancellationToken);

        Assert.Equal(Enumerable.Range(0, 250), made);
    }

    [Fact]
    public async Task Stages_that_make_many_documents_of_few_end_within_maxTimeMS()
    {
        await using var server = ServerFixture.Start();
        await server.Insert(Documents);
        var thousand = "{'$range': [0, 1000]}";
        var refused = await server.Refused(
            $"{{'aggregate': 'things', 'pipeline': [{{'$project': {{'a': {thousand}, 'b': {thousand}, 'c': {thousand}, 'd': {thousand}}}}}, {{'$unwind': '$a'}}, {{'$unwind': '$b'}}, {{'$unwind': '$c'}}, {{'$unwind': '$d'}}, {{'$count': 'n'}}], 'cursor': {{}}, 'maxTimeMS': 100}}");
        Assert.Equal(50, refused.Code);
    }

    [Theory]
    [InlineData("'s'", "'$concat': ['$x', '$x']")]
    [InlineData("[1]", "'$concatArrays': ['$x', '$x']")]
    public async Task What_doubles_stage_by_stage_is_refused_before_it_takes_all_memory(string start, string doubled)
    {
        await using var server = ServerFixture.Start();
        await server.Insert(Documents);
        var doubling = string.Join(", ", Enumerable.Repeat($"{{'$set': {{'x': {{{doubled}}}}}}}", 40));
        var refused = await server.Refused(
            $"{{'aggregate': 'things', 'pipeline': [{{'$limit': 1}}, {{'$project': {{'x': {{'$literal': {start}}}}}}}, {doubling}, {{'$unset': 'x'}}], 'cursor': {{}}}}");
        Assert.Equal(146, refused.Code);
    }

    [Fact]
    public async Task CollStats_tells_of_the_collection_as_a_document_that_stages_can_go_on_with()
    {
        await using var server = ServerFixture.Start();
        await server.Insert(Documents);
        await server.Run("{'createIndexes': 'things', 'indexes': [{'key': {'k': 1}, 'name': 'k'}]}");
        var told = await server.Run("{'aggregate': 'things', 'pipeline': [{'$collStats': {'storageStats': {'scale': 1}, 'count': {}}}, {'$set': {'twice': {'$multiply': ['$count', 2]}}}], 'cursor': {}}");
        var same = await server.Run("{'collStats': 'things'}");

        var one = Assert.Single(told["cursor"].AsDocument["firstBatch"].AsArray).AsDocument;
        Assert.Equal(8, one["twice"].ToInt32());
        var sizes = one["storageStats"].AsDocument;
        Assert.Equal((4, 2), (sizes["count"].ToInt32(), sizes["nindexes"].ToInt32()));
        Assert.Equal(["_id_", "k"], sizes["indexSizes"].AsDocument.Names);
        Assert.All(sizes, size => Assert.Equal(size.Value, same[size.Name]));
        Assert.Equal(26, (await server.Refused("{'aggregate': 'absent', 'pipeline': [{'$collStats': {}}], 'cursor': {}}")).Code);
    }

    [Fact]
    public async Task Explain_shows_the_index_that_a_pipeline_reads_by_and_the_stages_after_it()
    {
        await using var server = ServerFixture.Start();
        await server.Insert(Documents);
        await server.Run("{'createIndexes': 'things', 'indexes': [{'key': {'k': 1}, 'name': 'k'}]}");
        const string Pipeline = "'pipeline': [{'$match': {'k': 'a'}}, {'$group': {'_id': '$k', 'n': {'$sum': 1}}}]";
        var explained = await server.Run($"{{'explain': {{'aggregate': 'things', {Pipeline}, 'cursor': {{}}}}, 'verbosity': 'executionStats'}}");

        var stages = explained["stages"].AsArray;
        var reading = stages[0].AsDocument["$cursor"].AsDocument;
        Assert.Equal("IXSCAN", reading["queryPlanner"].AsDocument["winningPlan"].AsDocument["inputStage"].AsDocument["stage"].AsString);
        Assert.Equal(ServerFixture.Doc("{'k': 'a'}"), reading["queryPlanner"].AsDocument["parsedQuery"]);
        Assert.Equal(2, reading["executionStats"].AsDocument["nReturned"].ToInt32());
        Assert.Equal(2, reading["executionStats"].AsDocument["totalKeysExamined"].ToInt32());
        Assert.Equal("$group", stages[1].AsDocument[0].Name);

        var planned = await server.Run($"{{'aggregate': 'things', {Pipeline}, 'explain': true}}");
        Assert.False(planned["stages"].AsArray[0].AsDocument["$cursor"].AsDocument.Contains("executionStats"));
        var whole = await server.Run("{'explain': {'aggregate': 'things', 'pipeline': [{'$match': {'k': 'b'}}], 'cursor': {}}, 'verbosity': 'queryPlanner'}");
        Assert.Equal("FETCH", whole["queryPlanner"].AsDocument["winningPlan"].AsDocument["stage"].AsString);
    }

    [Fact]
    public async Task Distinct_takes_arrays_apart()
    {
        await using var server = ServerFixture.Start();
        await server.Insert(Documents);
        Assert.Equal(["x", "y"], await server.Things.DistinctAsync<string>("t"));
    }

    [Fact]
    public async Task Projections_include_exclude_and_slice()
    {
        await using var server = ServerFixture.Start();
        await server.Insert("{'_id': 1, 'a': {'b': 1, 'c': 2}, 'l': [{'n': 1}, {'n': 2}, {'n': 3}]}");
        async Task<string> Find(string projection) =>
            (await server.Run($"{{'find': 'things', 'projection': {projection}}}"))["cursor"].AsDocument["firstBatch"].AsArray[0].ToString().Replace(" ", "").Replace('"', '\'');

        Assert.Equal("{'_id':1,'a':{'b':1}}", await Find("{'a.b': 1}"));
        Assert.Equal("{'a':{'c':2},'l':[{'n':1},{'n':2},{'n':3}]}", await Find("{'_id': 0, 'a.b': 0}"));
        Assert.Equal("{'_id':1,'a':{'b':1,'c':2},'l':[{'n':3}]}", await Find("{'l': {'$slice': -1}}"));
        Assert.Equal("{'_id':1,'l':[{'n':2}]}", await Find("{'l': {'$elemMatch': {'n': {'$gt': 1}}}}"));
        Assert.Equal(31254, (await server.Refused("{'find': 'things', 'projection': {'a': 1, 'l': 0}}")).Code);
    }
}
