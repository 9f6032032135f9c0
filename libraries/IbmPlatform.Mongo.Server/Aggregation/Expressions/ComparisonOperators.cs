using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Server.Aggregation.Expressions;

/// <summary>Comparisons in BSON's order across all types; an absent value comes before null.</summary>
internal static class ComparisonOperators
{
    public static IEnumerable<(string, OperatorTable.Definition)> All =>
    [
        Comparison("$eq", order => order == 0),
        Comparison("$ne", order => order != 0),
        Comparison("$gt", order => order > 0),
        Comparison("$gte", order => order >= 0),
        Comparison("$lt", order => order < 0),
        Comparison("$lte", order => order <= 0),
        ("$cmp", new(2, 2, values => Math.Sign(Compare(values[0], values[1])))),
        ("$not", new(1, 1, values => !Truth(values[0]))),
    ];

    public static bool Truth(BsonValue? value) => value?.ToBoolean() ?? false;

    public static int Compare(BsonValue? x, BsonValue? y) => (x, y) switch
    {
        (null, null) => 0,
        (null, _) => y is BsonMinKey ? 1 : -1,
        (_, null) => x is BsonMinKey ? -1 : 1,
        _ => BsonComparer.Instance.Compare(x, y),
    };

    private static (string, OperatorTable.Definition) Comparison(string name, Func<int, bool> holds) =>
        (name, new(2, 2, values => holds(Compare(values[0], values[1]))));
}
