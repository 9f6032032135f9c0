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
        switch (values.Below(20))
        {
            case 10:
                stages.Add(new BsonDocument("$lookup", new BsonDocument { ["from"] = "things", ["localField"] = values.Of("i", "s", "_id", "t"), ["foreignField"] = values.Of("i", "s", "_id", "t"), ["as"] = "z" }));
                stages.Add(Ids("z"));
                break;
            case 11:
                stages.Add(Correlated());
                stages.Add(Ids("z"));
                break;
            case 12:
                stages.Add(new BsonDocument("$unionWith", new BsonDocument { ["coll"] = "things", ["pipeline"] = new BsonArray { new BsonDocument("$match", filters.Filter(0)), ById(), new BsonDocument("$set", new BsonDocument("u", 1)) } }));
                break;
            case 13:
                stages.Add(new BsonDocument("$facet", new BsonDocument
                {
                    ["one"] = new BsonArray { new BsonDocument("$match", filters.Filter(0)), new BsonDocument("$project", new BsonDocument("x", expressions.Any(1))) },
                    ["two"] = new BsonArray { Group(), ById(), new BsonDocument("$limit", 1 + values.Below(5)) },
                    ["three"] = new BsonArray { new BsonDocument("$count", "n") },
                }));
                break;
            case 14:
                stages.Add(new BsonDocument("$bucket", new BsonDocument { ["groupBy"] = values.Of("$i", "$f", "$_id"), ["boundaries"] = new BsonArray { -1.5, 0.5, 1.5, 4.5 }, ["default"] = values.Of(99, -99), ["output"] = new BsonDocument { ["n"] = new BsonDocument("$sum", 1), ["v"] = Accumulated() } }));
                // mingo tells of empty buckets too, and puts a value on a boundary into the lower one: no value lies on one.
                stages.Add(new BsonDocument("$match", new BsonDocument("n", new BsonDocument("$gt", 0))));
                stages.Add(ById());
                break;
            case 15:
                stages.Add(new BsonDocument("$bucketAuto", new BsonDocument { ["groupBy"] = "$_id", ["buckets"] = 1 + values.Below(5), ["output"] = new BsonDocument { ["n"] = new BsonDocument("$sum", 1), ["v"] = Accumulated() } }));
                break;
            case 16:
                stages.Add(new BsonDocument("$graphLookup", new BsonDocument { ["from"] = "things", ["startWith"] = values.Of("$i", "$_id"), ["connectFromField"] = "i", ["connectToField"] = "_id", ["as"] = "z", ["maxDepth"] = values.Below(4) }));
                stages.Add(new BsonDocument("$set", new BsonDocument("z", new BsonDocument("$sortArray", new BsonDocument { ["input"] = "$z._id", ["sortBy"] = 1 }))));
                break;
            case 17:
                stages.Add(new BsonDocument("$redact", new BsonDocument("$cond", new BsonArray { new BsonDocument("$gt", new BsonArray { new BsonDocument("$ifNull", new BsonArray { values.Of("$i", "$p", "$x"), 1 }), 0 }), "$$DESCEND", values.Of("$$PRUNE", "$$KEEP") })));
                break;
            case 18:
                stages.Add(new BsonDocument("$sortByCount", values.Of("$i", "$s")));
                stages.Add(ById());
                break;
            case 19:
                stages.Add(new BsonDocument("$replaceWith", new BsonDocument("$mergeObjects", new BsonArray { new BsonDocument("_id", "$_id"), expressions.Document(1) })));
                break;
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

    private BsonDocument Accumulated() => values.Below(6) switch
    {
        0 => new BsonDocument(values.Of("$firstN", "$lastN", "$minN", "$maxN"), new BsonDocument { ["n"] = 1 + values.Below(3), ["input"] = "$_id" }),
        1 => new BsonDocument(values.Of("$top", "$bottom"), new BsonDocument { ["sortBy"] = new BsonDocument { ["i"] = values.Of(1, -1), ["_id"] = 1 }, ["output"] = "$_id" }),
        2 => new BsonDocument(values.Of("$topN", "$bottomN"), new BsonDocument { ["n"] = 1 + values.Below(3), ["sortBy"] = new BsonDocument { ["s"] = values.Of(1, -1), ["_id"] = 1 }, ["output"] = "$_id" }),
        3 => new BsonDocument(values.Of("$stdDevPop", "$stdDevSamp"), values.Of("$i", "$f")),
        4 => new BsonDocument("$mergeObjects", "$n"),
        _ => new BsonDocument("$addToSet", "$_id"),
    };

    // By fields the one of the other document and an expression of both.
    private BsonDocument Correlated() => new("$lookup", new BsonDocument
    {
        ["from"] = "things",
        ["let"] = new BsonDocument { ["mine"] = values.Of("$i", "$f", "$_id"), ["text"] = "$s" },
        ["pipeline"] = new BsonArray
        {
            new BsonDocument("$match", new BsonDocument("$expr", new BsonDocument(values.Of("$eq", "$lt", "$gte"), new BsonArray { values.Of("$_id", "$i"), new BsonDocument("$ifNull", new BsonArray { "$$mine", 0 }) }))),
            ById(),
            new BsonDocument("$set", new BsonDocument("u", new BsonDocument("$ifNull", new BsonArray { "$$text", "no" }))),
        },
        ["as"] = "z",
    });

    // Documents that were looked up keep the order of the collection: by their ids.
    private static BsonDocument Ids(string field) =>
        new("$set", new BsonDocument(field, new BsonDocument("$sortArray", new BsonDocument { ["input"] = new BsonDocument("$map", new BsonDocument { ["input"] = "$" + field, ["in"] = new BsonDocument { ["i"] = "$$this._id", ["u"] = new BsonDocument("$ifNull", new BsonArray { "$$this.u", 0 }) } }), ["sortBy"] = new BsonDocument("i", 1) })));

    private BsonDocument Group() => new("$group", new BsonDocument
    {
        ["_id"] = values.Of<BsonValue>("$i", "$s", "$b", "$n.x", BsonNull.Value, new BsonDocument { ["i"] = "$i", ["s"] = "$s" }),
        ["v"] = new BsonDocument(values.Of("$sum", "$avg", "$min", "$max", "$first", "$last", "$push"), values.Of<BsonValue>("$i", "$f", "$_id", expressions.Number(1))),
        ["c"] = new BsonDocument("$sum", 1),
        ["w"] = Accumulated(),
    });
}
