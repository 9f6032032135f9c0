using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Query.Predicates;

namespace IbmPlatform.Mongo.Server.Query;

/// <summary>Reads a filter document. An operator that is not known is refused with MongoDB's code, never skipped.</summary>
internal static class FilterParser
{
    /// <summary>What can be asked for.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "$eq", "$ne", "$gt", "$gte", "$lt", "$lte", "$in", "$nin", "$and", "$or", "$nor", "$not", "$exists", "$type", "$size", "$all", "$elemMatch",
        "$regex", "$options", "$mod", "$expr", "$bitsAllSet", "$bitsAnySet", "$bitsAllClear", "$bitsAnyClear", "$sampleRate", "$comment",
    ];

    /// <summary>What MongoDB has and this server has not.</summary>
    public static IReadOnlyList<string> NotImplemented { get; } =
        ["$where", "$text", "$jsonSchema", "$near", "$nearSphere", "$geoWithin", "$geoIntersects"];

    public static FilterNode Parse(RawBsonDocument filter)
    {
        var parts = new List<FilterNode>();
        foreach (var element in filter)
        {
            var name = element.Name;
            if (name.StartsWith('$'))
                AddTopLevel(parts, name, element);
            else
                AddField(parts, name, element);
        }

        return parts.Count == 1 ? parts[0] : new AndNode(parts);
    }

    private static void AddTopLevel(List<FilterNode> parts, string name, RawBsonElement element)
    {
        switch (name)
        {
            case "$and":
                parts.AddRange(Clauses(name, element));
                break;
            case "$or":
                parts.Add(new OrNode(Clauses(name, element)));
                break;
            case "$nor":
                parts.Add(new NotNode(new OrNode(Clauses(name, element))));
                break;
            case "$comment":
                break;
            case "$expr":
                parts.Add(ExpressionFilter.Parse(element));
                break;
            case "$sampleRate":
                parts.Add(ExpressionFilter.Sample(element.ToValue()));
                break;
            default:
                if (NotImplemented.Contains(name))
                    throw CommandException.NotSupported($"The filter operator {name}");
                throw CommandException.BadValue($"unknown top level operator: {name}. If you have a field name that starts with a '$' symbol, consider using $getField or $setField.");
        }
    }

    private static List<FilterNode> Clauses(string name, RawBsonElement element)
    {
        if (element.Type != BsonType.Array)
            throw CommandException.BadValue($"{name} must be an array");
        var clauses = new List<FilterNode>();
        foreach (var clause in element.AsDocument)
        {
            if (clause.Type != BsonType.Document)
                throw CommandException.BadValue($"{name} entries need to be full objects");
            clauses.Add(Parse(clause.AsDocument));
        }

        return clauses.Count > 0 ? clauses : throw CommandException.BadValue($"{name} must be a nonempty array");
    }

    private static void AddField(List<FilterNode> parts, string path, RawBsonElement element)
    {
        if (element.Type == BsonType.Regex)
            parts.Add(new PathFilter(path, Pattern(element)));
        else if (IsOperators(element))
            AddOperators(parts, path, element.AsDocument);
        else
            parts.Add(new PathFilter(path, new ComparePredicate(Comparison.Equal, RawValue.From(element))));
    }

    private static bool IsOperators(RawBsonElement element)
    {
        if (element.Type != BsonType.Document)
            return false;
        foreach (var first in element.AsDocument)
            return first.Name.StartsWith('$') && first.Name is not ("$ref" or "$id" or "$db");
        return false;
    }

    private static void AddOperators(List<FilterNode> parts, string path, RawBsonDocument operators)
    {
        foreach (var element in operators)
        {
            switch (element.Name)
            {
                case "$not":
                    parts.Add(new NotNode(Negated(path, element)));
                    break;
                case "$all":
                    AddAll(parts, path, element);
                    break;
                case "$options":
                    if (!operators.TryFind("$regex", out _))
                        throw CommandException.BadValue("$options needs a $regex");
                    break;
                default:
                    var (predicate, negated) = Condition(element, operators);
                    var filter = new PathFilter(path, predicate);
                    parts.Add(negated ? new NotNode(filter) : filter);
                    break;
            }
        }
    }

    private static FilterNode Negated(string path, RawBsonElement element)
    {
        if (element.Type == BsonType.Regex)
            return new PathFilter(path, Pattern(element));
        if (element.Type != BsonType.Document)
            throw CommandException.BadValue("$not needs a regex or a document");
        if (!IsOperators(element))
            throw CommandException.BadValue("$not needs a document of operators that is not empty");
        var parts = new List<FilterNode>();
        AddOperators(parts, path, element.AsDocument);
        return new AndNode(parts);
    }

    private static void AddAll(List<FilterNode> parts, string path, RawBsonElement element)
    {
        if (element.Type != BsonType.Array)
            throw CommandException.BadValue("$all needs an array");
        var any = false;
        foreach (var item in element.AsDocument)
        {
            any = true;
            if (item.Type == BsonType.Regex)
                parts.Add(new PathFilter(path, Pattern(item)));
            else if (item.Type == BsonType.Document && item.AsDocument.TryFind("$elemMatch", out var inner))
                parts.Add(new PathFilter(path, ElementMatch(inner)));
            else
                parts.Add(new PathFilter(path, new ComparePredicate(Comparison.Equal, RawValue.From(item))));
        }

        if (!any)
            parts.Add(new OrNode([]));
    }

    /// <summary>One operator as a predicate, and whether it is to be negated.</summary>
    private static (Predicate Predicate, bool Negated) Condition(RawBsonElement element, RawBsonDocument siblings) => element.Name switch
    {
        "$eq" => (Compare(Comparison.Equal, element), false),
        "$ne" => (Compare(Comparison.Equal, element), true),
        "$gt" => (Compare(Comparison.Greater, element), false),
        "$gte" => (Compare(Comparison.GreaterOrEqual, element), false),
        "$lt" => (Compare(Comparison.Less, element), false),
        "$lte" => (Compare(Comparison.LessOrEqual, element), false),
        "$in" => (In(element), false),
        "$nin" => (In(element), true),
        "$exists" => (new ExistsPredicate(), !element.ToValue().ToBoolean()),
        "$type" => (new TypePredicate(TypeNames.Parse(element)), false),
        "$size" => (new SizePredicate(Size(element)), false),
        "$regex" => (Regex(element, siblings), false),
        "$mod" => (Mod(element), false),
        "$elemMatch" => (ElementMatch(element), false),
        "$bitsAllSet" or "$bitsAnySet" or "$bitsAllClear" or "$bitsAnyClear" => (BitsPredicate.Parse(element), false),
        _ when NotImplemented.Contains(element.Name) => throw CommandException.NotSupported($"The filter operator {element.Name}"),
        _ => throw CommandException.BadValue($"unknown operator: {element.Name}"),
    };

    private static ComparePredicate Compare(Comparison comparison, RawBsonElement element)
    {
        if (element.Type == BsonType.Regex && comparison != Comparison.Equal)
            throw CommandException.BadValue($"Can't have RegEx as arg to predicate over field: {element.Name}.");
        return new ComparePredicate(comparison, RawValue.From(element));
    }

    private static InPredicate In(RawBsonElement element)
    {
        if (element.Type != BsonType.Array)
            throw CommandException.BadValue($"{element.Name} needs an array");
        var values = new List<RawValue>();
        var patterns = new List<RegexPredicate>();
        foreach (var item in element.AsDocument)
        {
            if (item.Type == BsonType.Regex)
                patterns.Add(Pattern(item));
            else if (IsOperators(item))
                throw CommandException.BadValue($"cannot nest $ under {element.Name}");
            else
                values.Add(RawValue.From(item));
        }

        return new InPredicate(values, patterns);
    }

    private static long Size(RawBsonElement element)
    {
        var value = element.ToValue();
        if (!value.IsNumber)
            throw CommandException.FailedToParse($"Failed to parse $size. Expected a number in: $size: {value}");
        var size = value.ToDouble();
        if (size != Math.Floor(size))
            throw CommandException.FailedToParse($"Failed to parse $size. Expected an integer: $size: {value}");
        return size >= 0 ? (long)size : throw CommandException.FailedToParse($"Failed to parse $size. Expected a non-negative number in: $size: {value}");
    }

    private static RegexPredicate Regex(RawBsonElement element, RawBsonDocument siblings)
    {
        var options = "";
        if (siblings.TryFind("$options", out var found))
            options = found.Type == BsonType.String ? found.ToValue().AsString : throw CommandException.BadValue("$options has to be a string");
        return element.ToValue() switch
        {
            BsonString text => new RegexPredicate(text.Value, options),
            BsonRegex regex when options.Length > 0 && regex.Options.Length > 0 =>
                throw new CommandException(new MongoErrorCode(51075, "Location51075"), "options set in both $regex and $options"),
            BsonRegex regex => new RegexPredicate(regex.Pattern, options.Length > 0 ? options : regex.Options),
            _ => throw CommandException.BadValue("$regex has to be a string"),
        };
    }

    private static RegexPredicate Pattern(RawBsonElement element)
    {
        var regex = (BsonRegex)element.ToValue();
        return new RegexPredicate(regex.Pattern, regex.Options);
    }

    private static ModPredicate Mod(RawBsonElement element)
    {
        if (element.Type != BsonType.Array)
            throw CommandException.BadValue("malformed mod, needs to be an array");
        var parts = element.ToValue().AsArray;
        if (parts.Count != 2 || !parts[0].IsNumber || !parts[1].IsNumber)
            throw CommandException.BadValue("malformed mod, needs to be an array of a divisor and a remainder");
        var divisor = (long)parts[0].ToDouble();
        return divisor != 0 ? new ModPredicate(divisor, (long)parts[1].ToDouble()) : throw CommandException.BadValue("divisor cannot be 0");
    }

    private static Predicate ElementMatch(RawBsonElement element)
    {
        if (element.Type != BsonType.Document)
            throw CommandException.BadValue("$elemMatch needs an Object");
        var inner = element.AsDocument;
        foreach (var first in inner)
        {
            // Operators ask the element itself; the logical ones and names ask its fields.
            if (!first.Name.StartsWith('$') || first.Name is "$and" or "$or" or "$nor" or "$expr" or "$comment" or "$where")
                break;
            return ElementValues(inner);
        }

        return new ElementPredicate(Parse(inner));
    }

    // $all asks the element itself for every value, so that an array inside the array is not entered.
    private static List<Predicate> AllOf(RawBsonElement element)
    {
        if (element.Type != BsonType.Array)
            throw CommandException.BadValue("$all needs an array");
        var predicates = new List<Predicate>();
        foreach (var item in element.AsDocument)
        {
            if (IsOperators(item))
                throw CommandException.NotSupported("$elemMatch inside the $all of an $elemMatch");
            predicates.Add(item.Type == BsonType.Regex ? Pattern(item) : new ComparePredicate(Comparison.Equal, RawValue.From(item)));
        }

        return predicates.Count > 0 ? predicates : [new InPredicate([], [])];
    }

    private static ElementValuePredicate ElementValues(RawBsonDocument operators)
    {
        var conditions = new List<(Predicate, bool)>();
        foreach (var element in operators)
        {
            if (element.Name == "$options")
                continue;
            if (element.Name == "$not")
            {
                if (element.Type == BsonType.Regex)
                    conditions.Add((Pattern(element), true));
                else
                    conditions.Add((new ConjunctionPredicate(ElementValues(element.AsDocument).Conditions), true));
            }
            else if (element.Name == "$all")
            {
                conditions.AddRange(AllOf(element).Select(predicate => (predicate, false)));
            }
            else
            {
                conditions.Add(Condition(element, operators));
            }
        }

        return new ElementValuePredicate(conditions);
    }
}
