using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Aggregation.Expressions;
using IbmPlatform.Mongo.Server.Aggregation.Stages;
using IbmPlatform.Mongo.Server.Query;

namespace IbmPlatform.Mongo.Server.Aggregation;

/// <summary>Reads the stages of a pipeline.</summary>
internal static class StageParser
{
    public static IStage Parse(string name, BsonValue value) => name switch
    {
        "$match" => new MatchStage(FilterParser.Parse(new RawBsonDocument(Document(name, value).ToBytes()))),
        "$sort" => new SortStage(SortParser.Parse(Document(name, value))),
        "$limit" => new LimitStage(Whole(name, value, least: 1)),
        "$skip" => new SkipStage(Whole(name, value, least: 0)),
        "$project" => ProjectStage.Parse(Document(name, value)),
        "$addFields" or "$set" => AddFieldsStage.Parse(Document(name, value)),
        "$unset" => ProjectStage.Without(value is BsonArray names ? names : [value]),
        "$replaceRoot" => new ReplaceRootStage(ExpressionParser.Parse(Document(name, value).Find("newRoot")
            ?? throw CommandException.FailedToParse("$replaceRoot needs newRoot"))),
        "$replaceWith" => new ReplaceRootStage(ExpressionParser.Parse(value)),
        "$group" => GroupStage.Parse(Document(name, value)),
        "$unwind" => UnwindStage.Parse(value),
        "$count" => new CountStage(value is BsonString { Value: { Length: > 0 } field } && !field.StartsWith('$') && !field.Contains('.')
            ? field
            : throw new CommandException(new MongoErrorCode(40156, "Location40156"), "the count field must be a non-empty string without '$' or '.'")),
        "$lookup" => LookupStage.Parse(Document(name, value)),
        "$facet" => FacetStage.Parse(Document(name, value)),
        "$sample" => SampleStage.Parse(Document(name, value)),
        "$sortByCount" => GroupStage.ByCount(value),
        "$collStats" => CollStatsStage.Parse(Document(name, value)),
        "$unionWith" => UnionWithStage.Parse(value),
        "$out" or "$merge" or "$bucket" or "$bucketAuto" or "$graphLookup" or "$geoNear"
            or "$indexStats" or "$currentOp" or "$changeStream" or "$redact" or "$setWindowFields" or "$densify" or "$fill"
            or "$documents" or "$search" or "$planCacheStats" or "$listSessions" or "$listLocalSessions" =>
            throw CommandException.NotSupported($"The aggregation stage {name}"),
        _ => throw new CommandException(MongoErrorCodes.Location40324, $"Unrecognized pipeline stage name: '{name}'"),
    };

    private static BsonDocument Document(string name, BsonValue value) => value as BsonDocument
        ?? throw CommandException.FailedToParse($"the {name} specification must be an object, not {TypeNames.Of(value.Type)}");

    private static long Whole(string name, BsonValue value, long least) =>
        value.IsNumber && value.ToDouble() == Math.Floor(value.ToDouble()) && value.ToDouble() >= least && value.ToDouble() <= long.MaxValue / 2
            ? value.ToInt64()
            : throw new CommandException(new MongoErrorCode(5107200, "Location5107200"), $"invalid argument to {name} stage: expected a whole number of at least {least} in: {name}: {value}");
}
