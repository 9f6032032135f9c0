using System.Collections.Frozen;
using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Aggregation.Expressions;
using IbmPlatform.Mongo.Server.Aggregation.Stages;
using IbmPlatform.Mongo.Server.Query;

namespace IbmPlatform.Mongo.Server.Aggregation;

/// <summary>Reads the stages of a pipeline.</summary>
internal static class StageParser
{
    private static readonly FrozenDictionary<string, Func<string, BsonValue, IStage>> Parsers = new Dictionary<string, Func<string, BsonValue, IStage>>
    {
        ["$match"] = static (name, value) => new MatchStage(FilterParser.Parse(new RawBsonDocument(Document(name, value).ToBytes()))),
        ["$sort"] = static (name, value) => new SortStage(SortParser.Parse(Document(name, value))),
        ["$limit"] = static (name, value) => new LimitStage(Whole(name, value, least: 1)),
        ["$skip"] = static (name, value) => new SkipStage(Whole(name, value, least: 0)),
        ["$project"] = static (name, value) => ProjectStage.Parse(Document(name, value)),
        ["$addFields"] = static (name, value) => AddFieldsStage.Parse(Document(name, value)),
        ["$set"] = static (name, value) => AddFieldsStage.Parse(Document(name, value)),
        ["$unset"] = static (_, value) => ProjectStage.Without(value is BsonArray names ? names : [value]),
        ["$replaceRoot"] = static (name, value) => new ReplaceRootStage(ExpressionParser.Parse(Document(name, value).Find("newRoot")
            ?? throw CommandException.FailedToParse("$replaceRoot needs newRoot"))),
        ["$replaceWith"] = static (_, value) => new ReplaceRootStage(ExpressionParser.Parse(value)),
        ["$group"] = static (name, value) => GroupStage.Parse(Document(name, value)),
        ["$bucket"] = static (name, value) => BucketStage.Parse(Document(name, value)),
        ["$bucketAuto"] = static (name, value) => BucketAutoStage.Parse(Document(name, value)),
        ["$unwind"] = static (_, value) => UnwindStage.Parse(value),
        ["$count"] = static (_, value) => new CountStage(value is BsonString { Value: { Length: > 0 } field } && !field.StartsWith('$') && !field.Contains('.')
            ? field
            : throw new CommandException(new MongoErrorCode(40156, "Location40156"), "the count field must be a non-empty string without '$' or '.'")),
        ["$lookup"] = static (name, value) => LookupStage.Parse(Document(name, value)),
        ["$graphLookup"] = static (name, value) => GraphLookupStage.Parse(Document(name, value)),
        ["$facet"] = static (name, value) => FacetStage.Parse(Document(name, value)),
        ["$sample"] = static (name, value) => SampleStage.Parse(Document(name, value)),
        ["$sortByCount"] = static (_, value) => GroupStage.ByCount(value),
        ["$redact"] = static (_, value) => new RedactStage(ExpressionParser.Parse(value)),
        ["$documents"] = static (_, value) => DocumentsStage.Parse(value),
        ["$collStats"] = static (name, value) => CollStatsStage.Parse(Document(name, value)),
        ["$indexStats"] = static (name, value) => Document(name, value).Count == 0
            ? new IndexStatsStage()
            : throw new CommandException(Operands.Location(28803), "The $indexStats stage specification must be an empty object"),
        ["$currentOp"] = static (name, value) => CurrentOpStage.Parse(Document(name, value)),
        ["$unionWith"] = static (_, value) => UnionWithStage.Parse(value),
        ["$out"] = static (_, value) => OutStage.Parse(value),
        ["$merge"] = static (_, value) => MergeStage.Parse(value),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Every stage that can be asked for.</summary>
    public static IEnumerable<string> Names => Parsers.Keys;

    /// <summary>What MongoDB has and this server has not.</summary>
    public static IReadOnlyList<string> NotImplemented { get; } =
    [
        "$geoNear", "$changeStream", "$changeStreamSplitLargeEvent", "$setWindowFields", "$densify", "$fill", "$search", "$searchMeta",
        "$vectorSearch", "$planCacheStats", "$listSessions", "$listLocalSessions", "$listSampledQueries", "$listSearchIndexes", "$shardedDataDistribution", "$queryStats",
    ];

    public static IStage Parse(string name, BsonValue value)
    {
        if (Parsers.TryGetValue(name, out var parse))
            return parse(name, value);
        throw NotImplemented.Contains(name)
            ? CommandException.NotSupported($"The aggregation stage {name}")
            : new CommandException(MongoErrorCodes.Location40324, $"Unrecognized pipeline stage name: '{name}'");
    }

    private static BsonDocument Document(string name, BsonValue value) => value as BsonDocument
        ?? throw CommandException.FailedToParse($"the {name} specification must be an object, not {TypeNames.Of(value.Type)}");

    private static long Whole(string name, BsonValue value, long least) =>
        value.IsNumber && value.ToDouble() == Math.Floor(value.ToDouble()) && value.ToDouble() >= least && value.ToDouble() <= long.MaxValue / 2
            ? value.ToInt64()
            : throw new CommandException(new MongoErrorCode(5107200, "Location5107200"), $"invalid argument to {name} stage: expected a whole number of at least {least} in: {name}: {value}");
}
