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
    [InlineData("[{'$lookup': {'from': 'things', 'pipeline': [], 'as': 'x'}}]", 238)]
    [InlineData("[{'$lookup': {'from': 'things', 'localField': 'k', 'as': 'x'}}]", 9)]
    [InlineData("[{'$lookup': {'from': 'system.users', 'localField': 'k', 'foreignField': 'k', 'as': 'x'}}]", 13)]
    [InlineData("[{'$facet': {'a': [{'$facet': {'b': []}}]}}]", 40600)]
    [InlineData("[{'$sample': {'size': 0}}]", 28747)]
    [InlineData("[{'$out': 'x'}]", 238)]
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
