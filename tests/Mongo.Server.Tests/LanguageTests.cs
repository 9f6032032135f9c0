using System.Text.RegularExpressions;
using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Aggregation;
using IbmPlatform.Mongo.Server.Aggregation.Accumulators;
using IbmPlatform.Mongo.Server.Aggregation.Expressions;
using IbmPlatform.Mongo.Server.Query;
using IbmPlatform.Mongo.Server.Update;
using IbmPlatform.Testing;

namespace IbmPlatform.Mongo.Server.Tests;

/// <summary>Every name that MongoDB 7's manual lists is either answered or refused as not implemented, and the README says which.</summary>
public sealed class LanguageTests
{
    private const string Stages =
        "$addFields $bucket $bucketAuto $changeStream $changeStreamSplitLargeEvent $collStats $count $currentOp $densify $documents $facet $fill $geoNear $graphLookup $group "
        + "$indexStats $limit $listLocalSessions $listSampledQueries $listSearchIndexes $listSessions $lookup $match $merge $out $planCacheStats $project $queryStats $redact $replaceRoot "
        + "$replaceWith $sample $search $searchMeta $set $setWindowFields $shardedDataDistribution $skip $sort $sortByCount $unionWith $unset $unwind $vectorSearch";

    private const string Expressions =
        "$abs $accumulator $acos $acosh $add $allElementsTrue $and $anyElementTrue $arrayElemAt $arrayToObject $asin $asinh $atan $atan2 $atanh $avg $binarySize $bitAnd $bitNot $bitOr "
        + "$bitXor $bsonSize $ceil $cmp $concat $concatArrays $cond $convert $cos $cosh $dateAdd $dateDiff $dateFromParts $dateFromString $dateSubtract $dateToParts $dateToString $dateTrunc "
        + "$dayOfMonth $dayOfWeek $dayOfYear $degreesToRadians $divide $eq $exp $filter $first $firstN $floor $function $getField $gt $gte $hour $ifNull $in $indexOfArray $indexOfBytes "
        + "$indexOfCP $isArray $isNumber $isoDayOfWeek $isoWeek $isoWeekYear $last $lastN $let $literal $ln $log $log10 $lt $lte $ltrim $map $max $maxN $median $mergeObjects $meta $min "
        + "$minN $millisecond $minute $mod $month $multiply $ne $not $objectToArray $or $percentile $pow $radiansToDegrees $rand $range $reduce $regexFind $regexFindAll $regexMatch "
        + "$replaceAll $replaceOne $reverseArray $round $rtrim $second $setDifference $setEquals $setField $setIntersection $setIsSubset $setUnion $sin $sinh $size $slice $sortArray $split "
        + "$sqrt $stdDevPop $stdDevSamp $strLenBytes $strLenCP $strcasecmp $substr $substrBytes $substrCP $subtract $sum $switch $tan $tanh $toBool $toDate $toDecimal $toDouble "
        + "$toHashedIndexKey $toInt $toLong $toLower $toObjectId $toString $toUpper $trim $trunc $tsIncrement $tsSecond $type $unsetField $week $year $zip";

    private const string Accumulators =
        "$accumulator $addToSet $avg $bottom $bottomN $count $first $firstN $last $lastN $max $maxN $median $mergeObjects $min $minN $percentile $push $stdDevPop $stdDevSamp $sum $top $topN";

    private const string Filters =
        "$all $and $bitsAllClear $bitsAllSet $bitsAnyClear $bitsAnySet $comment $elemMatch $eq $exists $expr $geoIntersects $geoWithin $gt $gte $in $jsonSchema $lt $lte $mod $ne $near "
        + "$nearSphere $nin $nor $not $or $regex $sampleRate $size $text $type $where";

    private const string Updates =
        "$addToSet $bit $currentDate $inc $max $min $mul $pop $pull $pullAll $push $rename $set $setOnInsert $unset";

    private static readonly string[] AtTheTop = ["$and", "$or", "$nor", "$expr", "$text", "$where", "$jsonSchema", "$sampleRate", "$comment"];

    public static TheoryData<string, string> Names()
    {
        var names = new TheoryData<string, string>();
        foreach (var (kind, list) in (ReadOnlySpan<(string, string)>)[("stage", Stages), ("expression", Expressions), ("accumulator", Accumulators), ("filter", Filters), ("update", Updates)])
            names.Add(kind, list);
        return names;
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Every_name_of_the_manual_is_answered_or_refused_as_not_implemented(string kind, string names)
    {
        await using var server = ServerFixture.Start();
        await server.Insert("{'_id': 1, 'a': 1}");
        var missing = new List<string>();
        foreach (var name in names.Split(' ').Append("$frob"))
        {
            var code = await CodeOf(server, kind, name);
            var expected = name == "$frob" ? Unknown(kind) : Refused(kind).Contains(name) ? 238 : (int?)null;
            if (expected is { } wanted ? code != wanted : code == 238 || code == Unknown(kind) && !Implemented(kind).Contains(name))
                missing.Add($"{name}: {code}, not {expected?.ToString() ?? "an answer"}");
        }

        Assert.True(missing.Count == 0, string.Join('\n', missing));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_tables_hold_the_names_of_the_manual_and_no_others(string kind, string names)
    {
        // Of older manuals or of none of their own: another name of $literal, and a part of $regex.
        string[] beside = ["$const", "$options"];
        Assert.Empty(Implemented(kind).Intersect(Refused(kind)));
        Assert.Equal(names.Split(' ').Order(StringComparer.Ordinal), Implemented(kind).Concat(Refused(kind)).Except(beside).Distinct().Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("stage", "| Stages |", "- Stages:")]
    [InlineData("expression", "| Expressions:", "- Expressions:")]
    [InlineData("accumulator", "| Accumulators |", "- Accumulators:")]
    [InlineData("filter", "| Filters |", "- Filters:")]
    [InlineData("update", "| Updates |", null)]
    public void The_README_lists_what_is_supported_and_what_is_refused(string kind, string supported, string? refused)
    {
        var lines = File.ReadAllLines(RepositoryRoot.Combine("libraries", "IbmPlatform.Mongo.Server", "README.md"));
        Assert.Equal(Implemented(kind).Distinct().Order(StringComparer.Ordinal), Listed(lines, supported));
        Assert.Equal(Refused(kind).Order(StringComparer.Ordinal), refused is null ? [] : Listed(lines, refused));
    }

    private static IEnumerable<string> Listed(string[] lines, string start) => lines.Where(line => line.StartsWith(start, StringComparison.Ordinal))
        .SelectMany(line => Regex.Matches(line, @"\$[a-zA-Z]\w*").Select(match => match.Value)).Distinct().Order(StringComparer.Ordinal);

    private static IEnumerable<string> Implemented(string kind) => kind switch
    {
        "stage" => StageParser.Names,
        "expression" => ExpressionParser.Names,
        "accumulator" => AccumulatorParser.Names,
        "filter" => FilterParser.Names,
        _ => UpdateParser.Names,
    };

    private static IEnumerable<string> Refused(string kind) => kind switch
    {
        "stage" => StageParser.NotImplemented,
        "expression" => ExpressionParser.NotImplemented,
        "accumulator" => AccumulatorParser.NotImplemented,
        "filter" => FilterParser.NotImplemented,
        _ => [],
    };

    private static int Unknown(string kind) => kind switch { "stage" => 40324, "expression" => 168, "accumulator" => 15952, "filter" => 2, _ => 9 };

    // What is asked with it may be wrong, and is refused for that then; what counts is that the name is known.
    private static async Task<int> CodeOf(ServerFixture server, string kind, string name)
    {
        var command = kind switch
        {
            "stage" => $"{{'aggregate': 'things', 'pipeline': [{{'{name}': {{}}}}], 'cursor': {{}}}}",
            "expression" => $"{{'aggregate': 'things', 'pipeline': [{{'$project': {{'x': {{'{name}': {{}}}}}}}}], 'cursor': {{}}}}",
            "accumulator" => $"{{'aggregate': 'things', 'pipeline': [{{'$group': {{'_id': null, 'x': {{'{name}': {{}}}}}}}}], 'cursor': {{}}}}",
            "filter" when AtTheTop.Contains(name) => $"{{'find': 'things', 'filter': {{'{name}': {{}}}}}}",
            "filter" => $"{{'find': 'things', 'filter': {{'a': {{'{name}': {{}}}}}}}}",
            _ => $"{{'findAndModify': 'things', 'update': {{'{name}': {{'b': {{}}}}}}}}",
        };
        try
        {
            await server.Run(command);
            return 0;
        }
        catch (Client.MongoCommandException refused)
        {
            return refused.Code;
        }
    }
}
