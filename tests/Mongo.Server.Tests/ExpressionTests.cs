using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Server.Tests;

/// <summary>One expression each, with the value that MongoDB's manual gives or describes; NONE stands for an absent field.</summary>
public sealed class ExpressionTests
{
    private const string Document = """
        {'_id': 1, 'd': {'$date': '2024-03-10T07:30:15.250Z'}, 's': '  été  ', 't': [3, 1, 2], 'o': {'x': 1, 'a.b': 2, '$c': 3}, 'ts': {'$timestamp': {'t': 1700000000, 'i': 7}},
         'items': [{'n': 2, 'k': 'b'}, {'n': 1, 'k': 'c'}, {'n': 2, 'k': 'a'}], 'bin': {'$binary': {'base64': 'AQID', 'subType': '00'}}}
        """;

    [Theory]
    // Dates by format and zone.
    [InlineData("{'$dateToString': {'date': '$d'}}", "'2024-03-10T07:30:15.250Z'")]
    [InlineData("{'$dateToString': {'date': '$d', 'timezone': 'America/New_York'}}", "'2024-03-10T03:30:15.250'")]
    [InlineData("{'$dateToString': {'date': '$d', 'format': '%d/%m/%Y %H:%M:%S.%L %j %u %w %U %V %G %z %Z %%', 'timezone': '+05:30'}}", "'10/03/2024 13:00:15.250 070 7 1 10 10 2024 +0530 +330 %'")]
    [InlineData("{'$dateToString': {'date': '$none', 'onNull': 'never'}}", "'never'")]
    [InlineData("{'$dateToString': {'date': '$none'}}", "null")]
    [InlineData("{'$dateFromString': {'dateString': '2017-02-08T12:10:40.787'}}", "{'$date': '2017-02-08T12:10:40.787Z'}")]
    [InlineData("{'$dateFromString': {'dateString': '2017-02-08T12:10:40.787', 'timezone': 'America/New_York'}}", "{'$date': '2017-02-08T17:10:40.787Z'}")]
    [InlineData("{'$dateFromString': {'dateString': '2017-02-08'}}", "{'$date': '2017-02-08T00:00:00Z'}")]
    [InlineData("{'$dateFromString': {'dateString': '06-15-2018', 'format': '%m-%d-%Y'}}", "{'$date': '2018-06-15T00:00:00Z'}")]
    [InlineData("{'$dateFromString': {'dateString': '15-06-2018 10:20 +0200', 'format': '%d-%m-%Y %H:%M %z'}}", "{'$date': '2018-06-15T08:20:00Z'}")]
    [InlineData("{'$dateFromString': {'dateString': 'soon', 'onError': 'no date'}}", "'no date'")]
    [InlineData("{'$dateFromString': {'dateString': null, 'onNull': 'nothing'}}", "'nothing'")]
    [InlineData("{'$dateToParts': {'date': '$d', 'timezone': 'Europe/Berlin'}}", "{'year': 2024, 'month': 3, 'day': 10, 'hour': 8, 'minute': 30, 'second': 15, 'millisecond': 250}")]
    [InlineData("{'$dateToParts': {'date': '$d', 'iso8601': true}}", "{'isoWeekYear': 2024, 'isoWeek': 10, 'isoDayOfWeek': 7, 'hour': 7, 'minute': 30, 'second': 15, 'millisecond': 250}")]
    [InlineData("{'$dateFromParts': {'year': 2017, 'month': 2, 'day': 8, 'hour': 12, 'timezone': 'America/New_York'}}", "{'$date': '2017-02-08T17:00:00Z'}")]
    [InlineData("{'$dateFromParts': {'year': 2017, 'month': 14, 'day': 0}}", "{'$date': '2018-01-31T00:00:00Z'}")]
    [InlineData("{'$dateFromParts': {'isoWeekYear': 2017, 'isoWeek': 6, 'isoDayOfWeek': 3, 'hour': 12}}", "{'$date': '2017-02-08T12:00:00Z'}")]
    [InlineData("{'$dateFromParts': {'year': '$none'}}", "null")]
    [InlineData("{'$dateTrunc': {'date': '$d', 'unit': 'hour'}}", "{'$date': '2024-03-10T07:00:00Z'}")]
    [InlineData("{'$dateTrunc': {'date': '$d', 'unit': 'week', 'startOfWeek': 'monday'}}", "{'$date': '2024-03-04T00:00:00Z'}")]
    [InlineData("{'$dateTrunc': {'date': '$d', 'unit': 'quarter'}}", "{'$date': '2024-01-01T00:00:00Z'}")]
    [InlineData("{'$dateTrunc': {'date': '$d', 'unit': 'day', 'timezone': 'America/Los_Angeles'}}", "{'$date': '2024-03-09T08:00:00Z'}")]
    [InlineData("{'$dateTrunc': {'date': '$d', 'unit': 'minute', 'binSize': 15}}", "{'$date': '2024-03-10T07:30:00Z'}")]
    [InlineData("{'$dateTrunc': {'date': {'$date': '2021-03-20T11:30:05Z'}, 'unit': 'month', 'binSize': 6}}", "{'$date': '2021-01-01T00:00:00Z'}")]
    [InlineData("{'$dateAdd': {'startDate': {'$date': '2024-01-31T12:10:05Z'}, 'unit': 'month', 'amount': 1}}", "{'$date': '2024-02-29T12:10:05Z'}")]
    [InlineData("{'$dateAdd': {'startDate': {'$date': '2024-03-09T12:00:00Z'}, 'unit': 'day', 'amount': 1, 'timezone': 'America/New_York'}}", "{'$date': '2024-03-10T11:00:00Z'}")]
    [InlineData("{'$dateAdd': {'startDate': {'$date': '2024-03-09T12:00:00Z'}, 'unit': 'hour', 'amount': 24, 'timezone': 'America/New_York'}}", "{'$date': '2024-03-10T12:00:00Z'}")]
    [InlineData("{'$dateSubtract': {'startDate': '$d', 'unit': 'week', 'amount': 2}}", "{'$date': '2024-02-25T07:30:15.250Z'}")]
    [InlineData("{'$dateDiff': {'startDate': {'$date': '2020-12-31T23:59:59Z'}, 'endDate': {'$date': '2021-01-01T00:00:00Z'}, 'unit': 'year'}}", "{'$numberLong': '1'}")]
    [InlineData("{'$dateDiff': {'startDate': {'$date': '2021-01-02T00:00:00Z'}, 'endDate': {'$date': '2021-01-04T00:00:00Z'}, 'unit': 'week'}}", "{'$numberLong': '1'}")]
    [InlineData("{'$dateDiff': {'startDate': {'$date': '2021-01-02T00:00:00Z'}, 'endDate': {'$date': '2021-01-03T00:00:00Z'}, 'unit': 'week', 'startOfWeek': 'mon'}}", "{'$numberLong': '0'}")]
    [InlineData("{'$dateDiff': {'startDate': {'$date': '2024-03-10T05:00:00Z'}, 'endDate': {'$date': '2024-03-10T09:00:00Z'}, 'unit': 'hour', 'timezone': 'America/New_York'}}", "{'$numberLong': '4'}")]
    [InlineData("{'$dateDiff': {'startDate': '$d', 'endDate': {'$date': '2024-03-10T07:29:59Z'}, 'unit': 'minute'}}", "{'$numberLong': '-1'}")]
    [InlineData("{'$hour': {'date': '$d', 'timezone': 'Asia/Tokyo'}}", "16")]
    [InlineData("[{'$year': '$d'}, {'$month': ['$d']}, {'$week': '$d'}, {'$isoWeek': '$d'}, {'$isoWeekYear': '$d'}, {'$isoDayOfWeek': '$d'}]", "[2024, 3, 10, 10, {'$numberLong': '2024'}, 7]")]
    [InlineData("{'$year': '$none'}", "null")]
    [InlineData("[{'$tsSecond': '$ts'}, {'$tsIncrement': '$ts'}]", "[{'$numberLong': '1700000000'}, {'$numberLong': '7'}]")]
    // Strings and patterns.
    [InlineData("{'$regexMatch': {'input': 'Line One', 'regex': 'line', 'options': 'i'}}", "true")]
    [InlineData("{'$regexFind': {'input': 'aéb12', 'regex': '(\\\\d)(x)?'}}", "{'match': '1', 'idx': 3, 'captures': ['1', null]}")]
    [InlineData("{'$regexFind': {'input': 'abc', 'regex': 'z'}}", "null")]
    [InlineData("{'$regexFindAll': {'input': 'a1b2', 'regex': '[0-9]'}}", "[{'match': '1', 'idx': 1, 'captures': []}, {'match': '2', 'idx': 3, 'captures': []}]")]
    [InlineData("{'$regexFindAll': {'input': null, 'regex': 'a'}}", "[]")]
    [InlineData("[{'$trim': {'input': '$s'}}, {'$ltrim': {'input': '$s'}}, {'$rtrim': {'input': 'été', 'chars': 'é'}}]", "['été', 'été  ', 'ét']")]
    [InlineData("[{'$replaceOne': {'input': 'aaa', 'find': 'a', 'replacement': 'bb'}}, {'$replaceAll': {'input': 'aaa', 'find': 'a', 'replacement': 'bb'}}]", "['bbaa', 'bbbbbb']")]
    [InlineData("[{'$indexOfCP': ['éaéa', 'a', 2]}, {'$indexOfBytes': ['éa', 'a']}, {'$indexOfCP': ['abc', 'z']}, {'$indexOfCP': ['abc', 'c', 0, 2]}]", "[3, 2, -1, -1]")]
    [InlineData("[{'$substrBytes': ['hello', 1, 3]}, {'$substr': ['hello', 9, 1]}, {'$substrCP': ['été', 1, 2]}]", "['ell', '', 'té']")]
    [InlineData("{'$split': ['a-b--c', '-']}", "['a', 'b', '', 'c']")]
    // Arrays, documents, sets.
    [InlineData("{'$sortArray': {'input': '$t', 'sortBy': 1}}", "[1, 2, 3]")]
    [InlineData("{'$sortArray': {'input': '$items', 'sortBy': {'n': -1, 'k': 1}}}", "[{'n': 2, 'k': 'a'}, {'n': 2, 'k': 'b'}, {'n': 1, 'k': 'c'}]")]
    [InlineData("[{'$firstN': {'n': 2, 'input': '$t'}}, {'$lastN': {'n': 2, 'input': '$t'}}, {'$maxN': {'n': 2, 'input': '$t'}}, {'$minN': {'n': 5, 'input': '$t'}}]", "[[3, 1], [1, 2], [3, 2], [1, 2, 3]]")]
    [InlineData("{'$zip': {'inputs': ['$t', ['a']], 'useLongestLength': true, 'defaults': [0, 'z']}}", "[[3, 'a'], [1, 'z'], [2, 'z']]")]
    [InlineData("{'$zip': {'inputs': ['$t', ['a', 'b']]}}", "[[3, 'a'], [1, 'b']]")]
    [InlineData("[{'$indexOfArray': ['$t', 2]}, {'$indexOfArray': ['$t', 3, 1]}, {'$indexOfArray': ['$none', 3]}]", "[2, -1, null]")]
    [InlineData("[{'$getField': 'd'}, {'$getField': {'field': {'$literal': '$c'}, 'input': '$o'}}, {'$getField': {'field': 'a.b', 'input': '$o'}}]", "[{'$date': '2024-03-10T07:30:15.250Z'}, 3, 2]")]
    [InlineData("{'$setField': {'field': 'y.z', 'input': {'a': 1}, 'value': 2}}", "{'a': 1, 'y.z': 2}")]
    [InlineData("{'$unsetField': {'field': {'$literal': '$c'}, 'input': '$o'}}", "{'x': 1, 'a.b': 2}")]
    [InlineData("[{'$setUnion': [[1, 2], [2, 3]]}, {'$setIsSubset': [[1], [1, 2]]}, {'$setEquals': [[1, 2], [2, 1, 1]]}]", "[[1, 2, 3], true, true]")]
    [InlineData("[{'$bsonSize': {'a': 1}}, {'$binarySize': '$bin'}, {'$binarySize': 'été'}]", "[12, 3, 5]")]
    // Numbers.
    [InlineData("[{'$bitAnd': [12, 10]}, {'$bitOr': [12, {'$toLong': 10}]}, {'$bitXor': [12, 10]}, {'$bitNot': 0}]", "[8, {'$numberLong': '14'}, 6, -1]")]
    [InlineData("[{'$log10': 1000}, {'$log': [8, 2]}, {'$round': [{'$sin': 0.5}, 4]}, {'$degreesToRadians': 0}, {'$atan2': [0, 1]}]", "[3.0, 3.0, 0.4794, 0.0, 0.0]")]
    [InlineData("[{'$stdDevPop': [1, 3]}, {'$stdDevSamp': [[2, 4, 4, 4, 5, 5, 7, 9]]}, {'$stdDevSamp': 1}]", "[1.0, 2.138089935299395, null]")]
    [InlineData("{'$and': [{'$gte': [{'$rand': {}}, 0]}, {'$lt': [{'$rand': {}}, 1]}]}", "true")]
    // Conversions.
    [InlineData("{'$convert': {'input': '12', 'to': 'int'}}", "12")]
    [InlineData("{'$convert': {'input': 'x', 'to': 'int', 'onError': 'no number'}}", "'no number'")]
    [InlineData("{'$convert': {'input': null, 'to': 16, 'onNull': 0}}", "0")]
    [InlineData("{'$convert': {'input': 3.7, 'to': 18}}", "{'$numberLong': '3'}")]
    public async Task Expressions_have_the_value_that_the_manual_gives(string expression, string expected)
    {
        await using var server = ServerFixture.Start();
        await server.Insert(Document);
        var reply = await server.Run($"{{'aggregate': 'things', 'pipeline': [{{'$project': {{'_id': 0, 'v': {expression}}}}}], 'cursor': {{}}}}");
        var got = reply["cursor"].AsDocument["firstBatch"].AsArray[0].AsDocument;
        Assert.Equal(ExtendedJson.Write(ServerFixture.Doc($"{{'v': {expected}}}"), canonical: true), ExtendedJson.Write(got, canonical: true));
    }

    [Theory]
    [InlineData("{'$dateToString': {'date': '$d', 'timezone': 'Mars/Olympus'}}", 40485)]
    [InlineData("{'$dateToString': {'date': '$d', 'format': '%Q'}}", 18536)]
    [InlineData("{'$dateToString': {'date': '$d', 'format': '%'}}", 18535)]
    [InlineData("{'$dateToString': {'date': 'x'}}", 16006)]
    [InlineData("{'$dateToString': {'date': '$d', 'frob': 1}}", 18534)]
    [InlineData("{'$dateFromString': {'dateString': 'soon'}}", 241)]
    [InlineData("{'$dateFromString': {'dateString': '2024-02-30'}}", 241)]
    [InlineData("{'$dateFromString': {'dateString': '2024-01-01T00:00:00Z', 'timezone': 'Europe/Berlin'}}", 241)]
    [InlineData("{'$dateFromParts': {'month': 1}}", 40516)]
    [InlineData("{'$dateFromParts': {'year': 2020, 'isoWeek': 1}}", 40489)]
    [InlineData("{'$dateAdd': {'startDate': '$d', 'unit': 'fortnight', 'amount': 1}}", 9)]
    [InlineData("{'$dateAdd': {'startDate': '$d', 'unit': 'day', 'amount': 1.5}}", 5166405)]
    [InlineData("{'$dateAdd': {'startDate': '$d', 'unit': 'year', 'amount': 100000}}", 15)]
    [InlineData("{'$dateAdd': {'startDate': 'x', 'unit': 'day', 'amount': 1}}", 5166403)]
    [InlineData("{'$dateTrunc': {'date': '$d', 'unit': 'day', 'binSize': 0}}", 5439018)]
    [InlineData("{'$year': 'x'}", 16006)]
    [InlineData("{'$year': {'$date': {'$numberLong': '9223372036854775807'}}}", 15)]
    [InlineData("{'$toString': {'$date': {'$numberLong': '9223372036854775807'}}}", 15)]
    [InlineData("{'$regexMatch': {'input': 'a', 'regex': '('}}", 51091)]
    [InlineData("{'$regexMatch': {'input': 1, 'regex': 'a'}}", 51104)]
    [InlineData("{'$regexMatch': {'input': 'a'}}", 51103)]
    [InlineData("{'$trim': {'input': 1}}", 50699)]
    [InlineData("{'$trim': 'x'}", 50695)]
    [InlineData("{'$zip': {'inputs': [1]}}", 34468)]
    [InlineData("{'$zip': {'inputs': [[1]], 'defaults': [1]}}", 34466)]
    [InlineData("{'$firstN': {'n': 0, 'input': [1]}}", 5787908)]
    [InlineData("{'$getField': {'field': 1}}", 5654602)]
    [InlineData("{'$setField': {'field': 'a', 'input': 1, 'value': 1}}", 4161105)]
    [InlineData("{'$convert': {'input': 'x', 'to': 'int'}}", 241)]
    [InlineData("{'$convert': {'input': 'x', 'to': 'frob'}}", 2)]
    [InlineData("{'$log': [-1, 2]}", 28758)]
    [InlineData("{'$sqrt': -1}", 28714)]
    [InlineData("{'$acos': 2}", 50989)]
    [InlineData("{'$add': ['x', 1]}", 16554)]
    [InlineData("{'$size': 1}", 17124)]
    [InlineData("{'$concat': [1]}", 16702)]
    [InlineData("{'$function': {'body': 'x', 'args': [], 'lang': 'js'}}", 238)]
    [InlineData("{'$median': {'input': [1], 'method': 'approximate'}}", 238)]
    [InlineData("{'$frob': 1}", 168)]
    public async Task What_an_expression_cannot_do_is_refused_by_MongoDBs_number(string expression, int code)
    {
        await using var server = ServerFixture.Start();
        await server.Insert(Document);
        Assert.Equal(code, (await server.Refused($"{{'aggregate': 'things', 'pipeline': [{{'$project': {{'v': {expression}}}}}], 'cursor': {{}}}}")).Code);
    }
}
