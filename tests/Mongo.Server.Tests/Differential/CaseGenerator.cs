using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Server.Tests.Differential;

/// <summary>Cases from a seed.</summary>
internal sealed class CaseGenerator
{
    private readonly RandomValues values;
    private readonly RandomFilters filters;
    private readonly RandomUpdates updates;
    private readonly RandomPipelines pipelines;

    public CaseGenerator(Random random)
    {
        values = new RandomValues(random);
        filters = new RandomFilters(values);
        updates = new RandomUpdates(values);
        pipelines = new RandomPipelines(values, filters);
    }

    public IReadOnlyList<BsonDocument> Documents(int count) => [.. Enumerable.Range(1, count).Select(values.Document)];

    /// <summary>Indexes change how an answer is found and never what it is.</summary>
    public BsonArray Indexes() => new(Enumerable.Range(0, values.Below(4)).Select(n =>
    {
        var key = new BsonDocument(filters.Path(), values.Of(1, -1));
        if (values.Chance(40))
            key[filters.Path()] = values.Of(1, -1);
        return (BsonValue)new BsonDocument { ["key"] = key, ["name"] = $"index{n}", ["sparse"] = values.Chance(20) };
    }).Where(i => !HasNested(i.AsDocument["key"].AsDocument)).DistinctBy(i => i.AsDocument["key"].ToString()));

    public Case Find()
    {
        var parts = new BsonDocument("filter", filters.Filter());
        var sort = new BsonDocument();
        for (var fields = values.Below(3); fields > 0; fields--)
            sort[values.Of("a", "b", "i", "f", "s", "n.x", "t", "items.p")] = values.Of(1, -1);
        sort["_id"] = 1;
        parts["sort"] = sort;
        if (values.Chance(30))
            parts["projection"] = Projection();
        return new Case(CaseKind.Find, parts);
    }

    public Case Update() => new(CaseKind.Update, new BsonDocument("update", updates.Update()));

    public Case Aggregate() => new(CaseKind.Aggregate, new BsonDocument("pipeline", pipelines.Pipeline()));

    // Two arrays in one compound key are refused for a document that has both: that has tests of its own.
    private static bool HasNested(BsonDocument key) => key.Count > 1 && key.Names.Count(n => n is not ("i" or "f" or "s" or "_id")) > 1;

    private BsonDocument Projection()
    {
        if (values.Chance(20))
            return new BsonDocument("t", new BsonDocument("$slice", values.Of(1, 2, -1)));
        var include = values.Of(0, 1);
        var projection = new BsonDocument();
        foreach (var field in values.Of<string[]>(["a", "n.x"], ["items.p"], ["n.y", "b"], ["t"], ["items.q", "s"]))
            projection[field] = include;
        if (values.Chance(30))
            projection["_id"] = 0;
        return projection;
    }
}
