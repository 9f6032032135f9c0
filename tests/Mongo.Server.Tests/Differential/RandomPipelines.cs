using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Server.Tests.Differential;

/// <summary>Pipelines that keep a defined order: they sort by <c>_id</c> first and after each group.</summary>
internal sealed class RandomPipelines(RandomValues values, RandomFilters filters)
{
    private readonly RandomExpressions expressions = new(values);

    public BsonArray Pipeline()
    {
        var stages = new BsonArray();
        if (values.Chance(50))
            stages.Add(new BsonDocument("$match", filters.Filter(1)));
        stages.Add(ById());
        for (var count = 1 + values.Below(3); count > 0; count--)
            AddTo(stages);
        return stages;
    }

    private static BsonDocument ById() => new("$sort", new BsonDocument("_id", 1));

    private void AddTo(BsonArray stages)
    {
        switch (values.Below(11))
        {
            case 0:
                stages.Add(new BsonDocument("$match", values.Chance(50) ? filters.Filter(1) : new BsonDocument("$expr", expressions.Truth(2))));
                break;
            case 1 or 2:
                stages.Add(new BsonDocument(values.Of("$addFields", "$set"), new BsonDocument(values.Of("z", "n.z", "i"), expressions.Any(2))));
                break;
            case 3 or 4:
                stages.Add(new BsonDocument("$project", new BsonDocument { [values.Of("a", "s", "n.x", "items.p")] = 1, ["z"] = expressions.Any(2) }));
                break;
            case 5:
                stages.Add(new BsonDocument("$project", new BsonDocument { [values.Of("a", "n.x", "items.q", "t")] = 0 }));
                break;
            case 6 or 7:
                stages.Add(Group());
                stages.Add(ById());
                break;
            case 8:
                stages.Add(new BsonDocument("$unwind", values.Chance(50)
                    ? values.Of("$t", "$items", "$a")
                    : new BsonDocument { ["path"] = values.Of("$t", "$items", "$a"), ["preserveNullAndEmptyArrays"] = values.Chance(50), ["includeArrayIndex"] = "at" }));
                break;
            case 9:
                stages.Add(new BsonDocument(values.Of("$limit", "$skip"), 1 + values.Below(5)));
                break;
            default:
                stages.Add(new BsonDocument("$unset", values.Of("a", "n.x", "items.p", "none")));
                break;
        }
    }

    private BsonDocument Group() => new("$group", new BsonDocument
    {
        ["_id"] = values.Of<BsonValue>("$i", "$s", "$b", "$n.x", BsonNull.Value, new BsonDocument { ["i"] = "$i", ["s"] = "$s" }),
        ["v"] = new BsonDocument(values.Of("$sum", "$avg", "$min", "$max", "$first", "$last", "$push"), values.Of<BsonValue>("$i", "$f", "$_id", expressions.Number(1))),
        ["c"] = new BsonDocument("$sum", 1),
    });
}
