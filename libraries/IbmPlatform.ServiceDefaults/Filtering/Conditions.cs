using System.Text.RegularExpressions;
using IbmPlatform.GraphQL.Errors;
using IbmPlatform.GraphQL.Execution;
using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.ServiceDefaults.Filtering;

/// <summary>Turns the typed filters into query documents. A filter without conditions is the empty document and finds everything.</summary>
public static class Conditions
{
    /// <summary>Documents of the store end at 100 levels; the rest is for what queries add around a filter.</summary>
    private const int MaxLevels = 80;

    /// <summary>Conditions on an id.</summary>
    public static BsonDocument On(string path, IdFilter filter) =>
        On(path, new StringFilter(filter.Eq, filter.Ne, filter.In, filter.Nin));

    /// <summary>Conditions on a text.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="filter">What is asked.</param>
    /// <param name="prefix">What stands before the text asked for, as in <c>country/</c> before a code.</param>
    public static BsonDocument On(string path, StringFilter filter, string prefix = "") => On([path], filter, prefix);

    /// <summary>Conditions on a text that may stand in several places, as a name and the other names: what must be is enough in one of them, what must not be is in none.</summary>
    /// <param name="paths">Where it may be.</param>
    /// <param name="filter">What is asked.</param>
    /// <param name="prefix">What stands before the text asked for, as in <c>country/</c> before a code.</param>
    public static BsonDocument On(IReadOnlyList<string> paths, StringFilter filter, string prefix = "")
    {
        var all = new List<BsonDocument>();
        if (Asked("eq", filter.Eq) is { } eq)
            all.Add(InAny(paths, path => new(path, new BsonDocument("$eq", prefix + eq))));
        if (Asked("in", filter.In) is { } among)
            all.Add(InAny(paths, path => new(path, new BsonDocument("$in", Values(among)))));
        var before = prefix.Length == 0 ? "" : "^" + Regex.Escape(prefix) + ".*";
        if (Text("contains", filter.Contains) is { } part)
            all.Add(InAny(paths, path => Matches(path, before + Regex.Escape(part))));
        if (Text("startsWith", filter.StartsWith) is { } start)
            all.Add(InAny(paths, path => Matches(path, "^" + Regex.Escape(prefix + start))));
        foreach (var path in paths)
        {
            Add(all, path, "$ne", Asked("ne", filter.Ne) is { } ne ? prefix + ne : null);
            AddList(all, path, "$nin", Asked("nin", filter.Nin) is { } outside ? Values(outside) : null);
        }
        AddNested(all, filter.And, filter.Or, filter.Not, nested => On(paths, nested, prefix));
        return And(all);

        BsonArray Values(IEnumerable<string> values) => new(values.Select(v => (BsonValue)(prefix + v)));
    }

    /// <summary>A relation filter over the documents of an array: some fits, every one fits, none fits; null asks nothing.</summary>
    public static BsonDocument OnElements<TFilter>(
        string path, TFilter? some, TFilter? every, TFilter? none, Func<TFilter, BsonDocument> translate)
        where TFilter : class
    {
        var all = new List<BsonDocument>();
        if (some is not null)
            all.Add(AnyElement(path, translate(some)));
        if (every is not null && translate(every) is { Count: > 0 } condition)
            all.Add(Not(AnyElement(path, Not(condition))));
        if (none is not null)
            all.Add(Not(AnyElement(path, translate(none))));
        return And(all);
    }

    /// <summary>A relation filter over an array of ids.</summary>
    public static BsonDocument OnIds<TFilter>(
        string path, TFilter? some, TFilter? every, TFilter? none, Func<TFilter, IdFilter?> idOf)
        where TFilter : class
    {
        var all = new List<BsonDocument>();
        if (some is not null)
            all.Add(AnyElement(path, Operators(idOf(some))));
        if (every is not null && Operators(idOf(every)) is { Count: > 0 } operators)
            all.Add(Not(AnyElement(path, new BsonDocument("$not", operators))));
        if (none is not null)
            all.Add(Not(AnyElement(path, Operators(idOf(none)))));
        return And(all);
    }

    /// <summary>Conditions on a whole number.</summary>
    public static BsonDocument On(string path, IntFilter filter)
    {
        var all = new List<BsonDocument>();
        Add(all, path, "$eq", Asked("eq", filter.Eq));
        Add(all, path, "$ne", Asked("ne", filter.Ne));
        AddList(all, path, "$in", Asked("in", filter.In)?.Select(v => (BsonValue)v));
        AddList(all, path, "$nin", Asked("nin", filter.Nin)?.Select(v => (BsonValue)v));
        Add(all, path, "$gt", Asked("gt", filter.Gt));
        Add(all, path, "$gte", Asked("gte", filter.Gte));
        Add(all, path, "$lt", Asked("lt", filter.Lt));
        Add(all, path, "$lte", Asked("lte", filter.Lte));
        return And(all);
    }

    /// <summary>Conditions on an instant.</summary>
    public static BsonDocument On(string path, DateTimeFilter filter)
    {
        var all = new List<BsonDocument>();
        Add(all, path, "$gt", Asked("gt", filter.Gt));
        Add(all, path, "$gte", Asked("gte", filter.Gte));
        Add(all, path, "$lt", Asked("lt", filter.Lt));
        Add(all, path, "$lte", Asked("lte", filter.Lte));
        return And(all);
    }

    /// <summary>
    /// Conditions on a period kept as ISO days of its first and last possible day (<see cref="Day"/>); an absent side is open.
    /// </summary>
    public static BsonDocument On(string startPath, string endPath, PeriodFilter filter)
    {
        var all = new List<BsonDocument>();
        Check("overlaps", filter.Overlaps);
        Check("within", filter.Within);
        if (filter.Overlaps is { } other)
        {
            if (other.End is { } end)
                all.Add(OrAbsent(startPath, "$lte", Day(end.Latest)));
            if (other.Start is { } start)
                all.Add(OrAbsent(endPath, "$gte", Day(start.Earliest)));
        }
        if (filter.Within is { } around)
        {
            if (around.Start is { } start)
                all.Add(new(startPath, new BsonDocument("$gte", Day(start.Earliest))));
            if (around.End is { } end)
                all.Add(new(endPath, new BsonDocument("$lte", Day(end.Latest))));
        }
        var unknown = And([new(startPath, BsonNull.Value), new(endPath, BsonNull.Value)]);
        return filter.IncludeUnknown
            ? all.Count == 0 ? [] : Or([And(all), unknown])
            : And([.. all, new("$nor", new BsonArray { unknown })]);
    }

    /// <summary>A day as text that sorts as days do.</summary>
    public static string Day(DateOnly day) => day.ToString("O", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>All of them; the empty document for none.</summary>
    public static BsonDocument And(IEnumerable<BsonDocument> conditions)
    {
        var given = conditions.Where(c => c.Count > 0).ToList();
        return given.Count switch { 0 => [], 1 => given[0], _ => Nested("$and", given) };
    }

    /// <summary>Any of them; finds nothing for none.</summary>
    public static BsonDocument Or(IReadOnlyCollection<BsonDocument> conditions) =>
        conditions.Count == 0 ? Nothing() : conditions.Any(c => c.Count == 0) ? [] : Nested("$or", conditions);

    /// <summary>What the condition does not find.</summary>
    public static BsonDocument Not(BsonDocument condition) =>
        condition.Count == 0 ? Nothing() : Nested("$nor", [condition]);

    /// <summary>A value out of a list.</summary>
    public static BsonDocument In(string path, IEnumerable<string> values) =>
        new(path, new BsonDocument("$in", new BsonArray(values.Distinct(StringComparer.Ordinal).Select(v => (BsonValue)v))));

    /// <summary>A relation filter over records kept apart, as in a read model: some fits, every one fits (none fits the contrary), none fits.</summary>
    /// <param name="some">Null asks nothing.</param>
    /// <param name="every">Null asks nothing.</param>
    /// <param name="none">Null asks nothing.</param>
    /// <param name="translate">The conditions on a related record.</param>
    /// <param name="havingAny">What finds the items that have a related record of these conditions.</param>
    public static async Task<BsonDocument> OnRelatedAsync<TFilter>(
        TFilter? some, TFilter? every, TFilter? none, Func<TFilter, BsonDocument> translate, Func<BsonDocument, Task<BsonDocument>> havingAny)
        where TFilter : class
    {
        var all = new List<BsonDocument>();
        if (some is not null)
            all.Add(await havingAny(translate(some)).ConfigureAwait(false));
        if (every is not null && translate(every) is { Count: > 0 } condition)
            all.Add(Not(await havingAny(Not(condition)).ConfigureAwait(false)));
        if (none is not null)
            all.Add(Not(await havingAny(translate(none)).ConfigureAwait(false)));
        return And(all);
    }

    /// <summary>Adds <c>and</c>, <c>or</c>, <c>not</c> of a filter input whose translation asks the store.</summary>
    public static async Task AddNestedAsync<TFilter>(
        ICollection<BsonDocument> all, IReadOnlyList<TFilter>? and, IReadOnlyList<TFilter>? or, TFilter? not, Func<TFilter, Task<BsonDocument>> translate)
        where TFilter : class
    {
        foreach (var nested in and ?? [])
            all.Add(await translate(nested).ConfigureAwait(false));
        if (or is not null)
        {
            var alternatives = new List<BsonDocument>(or.Count);
            foreach (var nested in or)
                alternatives.Add(await translate(nested).ConfigureAwait(false));
            all.Add(Or(alternatives));
        }
        if (not is not null)
            all.Add(Not(await translate(not).ConfigureAwait(false)));
    }

    /// <summary>Adds <c>and</c>, <c>or</c>, <c>not</c> of a filter input to its own conditions.</summary>
    public static void AddNested<TFilter>(
        ICollection<BsonDocument> all, IReadOnlyList<TFilter>? and, IReadOnlyList<TFilter>? or, TFilter? not, Func<TFilter, BsonDocument> translate)
        where TFilter : class
    {
        if (and is not null)
            all.Add(And(and.Select(translate)));
        if (or is not null)
            all.Add(Or([.. or.Select(translate)]));
        if (not is not null)
            all.Add(Not(translate(not)));
    }

    // A time that ends before it starts overlaps nothing, yet its two conditions find what runs through both.
    private static void Check(string field, PeriodInput? period)
    {
        if (period is { Start: { } start, End: { } end } && end.Latest < start.Earliest)
            throw new GraphQLException($"period.{field} ends ({end}) before it starts ({start}); expected an end not before the start.", "BAD_USER_INPUT");
    }

    private static BsonDocument Nested(string combination, IEnumerable<BsonDocument> conditions)
    {
        var condition = new BsonDocument(combination, new BsonArray(conditions));
        return Levels(condition) <= MaxLevels
            ? condition
            : throw new GraphQLException("The filter nests and, or, not too deep; say the same with fewer levels: two not cancel each other, an and within an and is one.", "BAD_USER_INPUT");
    }

    private static int Levels(BsonValue value) => value switch
    {
        BsonDocument document => 1 + document.Select(element => Levels(element.Value)).DefaultIfEmpty().Max(),
        BsonArray array => 1 + array.Select(Levels).DefaultIfEmpty().Max(),
        _ => 0,
    };

    private static BsonDocument AnyElement(string path, BsonDocument condition) => condition.Count == 0
        ? new(path + ".0", new BsonDocument("$exists", true))
        : new(path, new BsonDocument("$elemMatch", condition));

    private static BsonDocument Operators(IdFilter? filter)
    {
        var operators = new BsonDocument();
        if (filter is null)
            return operators;
        if (Asked("eq", filter.Eq) is { } eq)
            operators["$eq"] = eq;
        if (Asked("ne", filter.Ne) is { } ne)
            operators["$ne"] = ne;
        if (Asked("in", filter.In) is { } among)
            operators["$in"] = new BsonArray(among.Select(v => (BsonValue)v));
        if (Asked("nin", filter.Nin) is { } outside)
            operators["$nin"] = new BsonArray(outside.Select(v => (BsonValue)v));
        return operators;
    }

    // A null that came by mistake, as from an empty variable, must not widen the answer to everything.
    private static T? Asked<T>(string operation, Optional<T> given) => given is { IsGiven: true, Value: null }
        ? throw new GraphQLException($"{operation} is null, which no value is compared with; give a value, or leave {operation} out.", "BAD_USER_INPUT")
        : given.Value;

    private static string? Text(string operation, Optional<string> given) => Asked(operation, given) is { } text && text.Contains('\0', StringComparison.Ordinal)
        ? throw new GraphQLException($"{operation} holds the character U+0000, which no text of the data holds; leave it out.", "BAD_USER_INPUT")
        : given.Value;

    private static BsonDocument InAny(IReadOnlyList<string> paths, Func<string, BsonDocument> condition) =>
        paths.Count == 1 ? condition(paths[0]) : Or([.. paths.Select(condition)]);

    private static BsonDocument Nothing() => new("_id", new BsonDocument("$in", new BsonArray()));

    private static BsonDocument OrAbsent(string path, string comparison, string day) =>
        new("$or", new BsonArray { new BsonDocument(path, new BsonDocument(comparison, day)), new BsonDocument(path, BsonNull.Value) });

    private static BsonDocument Matches(string path, string pattern) =>
        new(path, new BsonDocument { ["$regex"] = pattern, ["$options"] = "i" });

    private static void Add<T>(List<BsonDocument> all, string path, string comparison, T? value)
        where T : struct
    {
        if (value is { } given)
            all.Add(new(path, new BsonDocument(comparison, given switch
            {
                int number => number,
                DateTimeOffset at => at,
                _ => throw new NotSupportedException($"{typeof(T)} is no value that filters compare."),
            })));
    }

    private static void Add(List<BsonDocument> all, string path, string comparison, string? value)
    {
        if (value is not null)
            all.Add(new(path, new BsonDocument(comparison, value)));
    }

    private static void AddList(List<BsonDocument> all, string path, string comparison, IEnumerable<BsonValue>? values)
    {
        if (values is not null)
            all.Add(new(path, new BsonDocument(comparison, new BsonArray(values))));
    }
}
