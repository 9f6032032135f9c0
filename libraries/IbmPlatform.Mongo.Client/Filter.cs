using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Client;

/// <summary>Builds filters. A value never turns into an operator, whatever a user typed into it.</summary>
public static class Filter
{
    /// <summary>Matches every document.</summary>
    public static BsonDocument Empty => [];

    /// <summary>The field, or an item of its array, equals the value; null also matches a missing field.</summary>
    public static BsonDocument Eq(string field, BsonValue? value) =>
        value is BsonDocument or BsonRegex ? Operator(field, "$eq", value) : new BsonDocument(field, value);

    /// <summary>Neither the field nor an item of its array equals the value.</summary>
    public static BsonDocument Ne(string field, BsonValue? value) => Operator(field, "$ne", value);

    /// <summary>Greater.</summary>
    public static BsonDocument Gt(string field, BsonValue value) => Operator(field, "$gt", value);

    /// <summary>Greater or equal.</summary>
    public static BsonDocument Gte(string field, BsonValue value) => Operator(field, "$gte", value);

    /// <summary>Less.</summary>
    public static BsonDocument Lt(string field, BsonValue value) => Operator(field, "$lt", value);

    /// <summary>Less or equal.</summary>
    public static BsonDocument Lte(string field, BsonValue value) => Operator(field, "$lte", value);

    /// <summary>Equals one of the values.</summary>
    public static BsonDocument In(string field, IEnumerable<BsonValue> values) => Operator(field, "$in", new BsonArray(values));

    /// <summary>Equals one of the values.</summary>
    public static BsonDocument In(string field, IEnumerable<string> values) => In(field, values.Select(v => (BsonValue)v));

    /// <summary>Equals none of the values.</summary>
    public static BsonDocument Nin(string field, IEnumerable<BsonValue> values) => Operator(field, "$nin", new BsonArray(values));

    /// <summary>Equals none of the values.</summary>
    public static BsonDocument Nin(string field, IEnumerable<string> values) => Nin(field, values.Select(v => (BsonValue)v));

    /// <summary>The array holds all the values.</summary>
    public static BsonDocument All(string field, IEnumerable<BsonValue> values) => Operator(field, "$all", new BsonArray(values));

    /// <summary>The array has that many items.</summary>
    public static BsonDocument Size(string field, int count) => Operator(field, "$size", count);

    /// <summary>The field is there, or is not.</summary>
    public static BsonDocument Exists(string field, bool exists = true) => Operator(field, "$exists", exists);

    /// <summary>The text matches a pattern; options are the letters i, m, s, x.</summary>
    public static BsonDocument Regex(string field, string pattern, string options = "") => new(field, new BsonRegex(pattern, options));

    /// <summary>One item of the array matches the whole filter.</summary>
    public static BsonDocument ElemMatch(string field, BsonDocument filter) => Operator(field, "$elemMatch", filter);

    /// <summary>All filters match; none given matches everything.</summary>
    public static BsonDocument And(params IReadOnlyList<BsonDocument> filters) => Join("$and", filters, whenEmpty: Empty);

    /// <summary>One filter at least matches.</summary>
    /// <exception cref="ArgumentException">No filter is given.</exception>
    public static BsonDocument Or(params IReadOnlyList<BsonDocument> filters) => Join("$or", filters, whenEmpty: null);

    /// <summary>No filter matches.</summary>
    /// <exception cref="ArgumentException">No filter is given.</exception>
    public static BsonDocument Nor(params IReadOnlyList<BsonDocument> filters) =>
        filters.Count == 0 ? throw NoFilter("$nor") : new BsonDocument("$nor", new BsonArray(filters));

    /// <summary>The filter does not match.</summary>
    public static BsonDocument Not(BsonDocument filter) => Nor(filter);

    private static BsonDocument Operator(string field, string name, BsonValue? value) => new(field, new BsonDocument(name, value));

    private static BsonDocument Join(string name, IReadOnlyList<BsonDocument> filters, BsonDocument? whenEmpty) => filters.Count switch
    {
        0 => whenEmpty ?? throw NoFilter(name),
        1 => filters[0],
        _ => new BsonDocument(name, new BsonArray(filters)),
    };

    private static ArgumentException NoFilter(string name) => new($"{name} needs one filter at least.");
}
