using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Client.Tests.Unified;

/// <summary>Whether a value is as expected (unified test format, evaluating matches).</summary>
internal sealed class Matcher(Func<string, object> entity)
{
    private static readonly Dictionary<string, BsonType> Types = new()
    {
        ["double"] = BsonType.Double,
        ["string"] = BsonType.String,
        ["object"] = BsonType.Document,
        ["array"] = BsonType.Array,
        ["binData"] = BsonType.Binary,
        ["objectId"] = BsonType.ObjectId,
        ["bool"] = BsonType.Boolean,
        ["date"] = BsonType.DateTime,
        ["null"] = BsonType.Null,
        ["int"] = BsonType.Int32,
        ["long"] = BsonType.Int64,
        ["timestamp"] = BsonType.Timestamp,
        ["decimal"] = BsonType.Decimal128,
    };

    /// <param name="actual">Null where there is none.</param>
    /// <param name="isRoot">Whether the document may have more fields than are expected.</param>
    public void Match(BsonValue expected, BsonValue? actual, string path, bool isRoot = false)
    {
        if (expected is BsonDocument { Count: 1 } single && single[0].Name.StartsWith("$$", StringComparison.Ordinal))
            MatchOperator(single[0].Name, single[0].Value, actual, path, isRoot);
        else if (expected is BsonDocument document)
            MatchDocument(document, actual, path, isRoot);
        else if (expected is BsonArray array)
            MatchArray(array, actual, path, rootItems: false);
        else if (expected is { IsNumber: true } and not BsonDecimal128 ? actual is not { IsNumber: true } || expected.ToDouble() != actual.ToDouble() : !expected.Equals(actual))
            throw Differs(expected, actual, path);
    }

    public void MatchArray(BsonArray expected, BsonValue? actual, string path, bool rootItems)
    {
        if (actual is not BsonArray items || items.Count != expected.Count)
            throw Differs(expected, actual, path);
        for (var i = 0; i < items.Count; i++)
            Match(expected[i], items[i], $"{path}[{i}]", rootItems);
    }

    private void MatchDocument(BsonDocument expected, BsonValue? actual, string path, bool isRoot)
    {
        if (actual is not BsonDocument document)
            throw Differs(expected, actual, path);
        foreach (var (name, value) in expected)
        {
            var found = document.Find(name);
            var isOperator = value is BsonDocument { Count: 1 } single && single[0].Name.StartsWith("$$", StringComparison.Ordinal);
            if (found is null && !isOperator)
                throw new MatchException($"{path}.{name} is missing in {document}");
            Match(value, found, $"{path}.{name}");
        }
        if (!isRoot && document.Names.FirstOrDefault(n => !expected.Contains(n)) is { } extra)
            throw new MatchException($"{path}.{extra} is not expected in {document}");
    }

    private void MatchOperator(string name, BsonValue value, BsonValue? actual, string path, bool isRoot)
    {
        switch (name)
        {
            case "$$exists" when value.ToBoolean() == actual is not null:
                return;
            case "$$unsetOrMatches":
                if (actual is not null)
                    Match(value, actual, path, isRoot);
                return;
            case "$$type" when actual is not null && TypesOf(value).Any(t => t == "number" ? actual.IsNumber : Types[t] == actual.Type):
                return;
            case "$$sessionLsid":
                Match(((SessionEntity)entity(value.AsString)).Id, actual, path);
                return;
            case "$$matchesEntity":
                Match((BsonValue)entity(value.AsString), actual, path, isRoot);
                return;
            case "$$lte" when actual is { IsNumber: true } && actual.ToDouble() <= value.ToDouble():
                return;
            case "$$matchAsRoot":
                Match(value, actual, path, isRoot: true);
                return;
            case "$$exists" or "$$type" or "$$lte":
                throw Differs(new BsonDocument(name, value), actual, path);
            default:
                throw new NotSupportedException($"Operator {name} at {path}.");
        }
    }

    private static IEnumerable<string> TypesOf(BsonValue value) => value is BsonArray several ? several.Select(v => v.AsString) : [value.AsString];

    private static MatchException Differs(BsonValue expected, BsonValue? actual, string path) =>
        new($"{path}: expected {expected}, was {(object?)actual ?? "absent"}");
}
