using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Aggregation.Expressions;
using IbmPlatform.Mongo.Server.Aggregation.Stages;

namespace IbmPlatform.Mongo.Server.Query;

/// <summary>Reads a find's projection: fields to include or to exclude, <c>$slice</c> and <c>$elemMatch</c>.</summary>
internal static class ProjectionParser
{
    /// <param name="projection">The projection; null for all fields.</param>
    /// <param name="bindings">What its expressions can name beside the document; null for the time alone.</param>
    /// <param name="filter">Finds the element that <c>path.$</c> stands for.</param>
    public static Projection? Parse(BsonDocument? projection, Bindings? bindings = null, FilterNode? filter = null)
    {
        if (projection is null || projection.Count == 0)
            return null;
        var (plain, computed) = (new BsonDocument(), new BsonDocument());
        var positional = (string?)null;
        foreach (var (path, value) in projection)
        {
            if (!path.EndsWith(".$", StringComparison.Ordinal))
            {
                Split(path, value, plain, computed);
                continue;
            }

            if (filter is null || positional is not null || !value.ToBoolean())
                throw new CommandException(new MongoErrorCode(31276, "Location31276"), $"A find's projection includes one positional path at most, found '{path}: {value}'");
            positional = path[..^2];
            plain.Add(positional, 1);
        }

        var element = positional is null ? null : new PositionalElement(positional, filter!);
        if (computed.Count == 0)
            return Plain(plain, null, element);
        if (plain.FirstOrDefault(p => p.Name != "_id" && p.Value is not BsonDocument && !p.Value.ToBoolean()) is { Name: { } excluded })
            throw new CommandException(new MongoErrorCode(31254, "Location31254"), $"Cannot do exclusion on field {excluded} in inclusion projection");
        // Computed fields alone still keep the _id.
        var keepsNothing = plain.Find("_id") is { } id && !id.ToBoolean() && plain.Count == 1 || computed.Contains("_id") && plain.Count == 0;
        if (plain.All(p => p.Name == "_id" && p.Value.ToBoolean()) && !computed.Contains("_id"))
            plain = new BsonDocument("_id", 1);
        var fields = new ComputedFields(AddFieldsStage.Parse(computed), bindings ?? new Bindings(TimeProvider.System.GetUtcNow()), keepsNothing);
        return keepsNothing ? new Projection(new ProjectionNode(), inclusive: true) { Computed = fields } : Plain(plain, fields, element);
    }

    // 0 and 1, $slice of the field itself and $elemMatch are rules; all else is an expression.
    private static void Split(string path, BsonValue value, BsonDocument plain, BsonDocument computed)
    {
        if (value.IsNumber || value is BsonBoolean || value is BsonDocument { Count: 1 } rule && (rule[0].Name == "$elemMatch" || rule[0].Name == "$slice" && IsSlice(rule[0].Value)))
        {
            plain.Add(path, value);
        }
        else if (value is BsonDocument { Count: > 0 } nested && !nested[0].Name.StartsWith('$'))
        {
            foreach (var (name, inner) in nested)
                Split($"{path}.{name}", inner, plain, computed);
        }
        else
        {
            computed.Add(path, value);
        }
    }

    private static bool IsSlice(BsonValue value) => value is not BsonArray { Count: > 0 } list || list[0].IsNumber;

    private static Projection Plain(BsonDocument projection, ComputedFields? computed, PositionalElement? positional)
    {
        var inclusive = IsInclusive(projection);
        var root = new ProjectionNode();
        var idGiven = false;
        foreach (var (path, value) in projection)
        {
            idGiven |= path == "_id";
            Add(root, path, value, inclusive);
        }

        if (inclusive && !idGiven)
            Node(root, "_id").Rule = ProjectionRule.Include;
        return new Projection(root, inclusive) { Computed = computed, Positional = positional };
    }

    // The first plain 0 or 1 decides; _id may go against it. $slice alone keeps every field, $elemMatch alone includes.
    private static bool IsInclusive(BsonDocument projection)
    {
        bool? inclusive = null;
        foreach (var (path, value) in projection)
        {
            if (path == "_id" || !(value.IsNumber || value is BsonBoolean))
                continue;
            var including = value.ToBoolean();
            if (inclusive is { } known && known != including)
            {
                throw including
                    ? new CommandException(new MongoErrorCode(31253, "Location31253"), $"Cannot do inclusion on field {path} in exclusion projection")
                    : new CommandException(new MongoErrorCode(31254, "Location31254"), $"Cannot do exclusion on field {path} in inclusion projection");
            }

            inclusive = including;
        }

        if (inclusive is { } decided)
            return decided;
        if (projection.Find("_id") is { } id && (id.IsNumber || id is BsonBoolean))
            return id.ToBoolean();
        return projection.Any(p => p.Value is BsonDocument operators && operators.Contains("$elemMatch"));
    }

    private static void Add(ProjectionNode root, string path, BsonValue value, bool inclusive)
    {
        if (path.Length == 0 || path.Split('.').Any(p => p.Length == 0))
            throw new CommandException(new MongoErrorCode(40352, "Location40352"), $"'{path}' is no field path to project");
        if (path.Split('.').Any(p => p.StartsWith('$')))
            throw new CommandException(new MongoErrorCode(16410, "Location16410"), $"'{path}' is no field path: a name does not begin with '$', and the positional '$' stands at a path's end only");
        var node = Node(root, path);
        switch (value)
        {
            case { IsNumber: true } or BsonBoolean:
                node.Rule = value.ToBoolean() ? ProjectionRule.Include : ProjectionRule.Exclude;
                break;
            case BsonDocument { Count: 1 } slice when slice[0].Name == "$slice":
                (node.Skip, node.Limit) = Slice(slice[0].Value);
                node.Rule = ProjectionRule.Slice;
                break;
            case BsonDocument { Count: 1 } match when match[0].Name == "$elemMatch":
                node.Filter = FilterParser.Parse(new RawBsonDocument(new BsonDocument("v", match).ToBytes()));
                node.Rule = ProjectionRule.ElementMatch;
                break;
            default:
                throw CommandException.FailedToParse($"The projection {{ {path}: {value} }} is neither 0 nor 1, $slice, $elemMatch nor an expression");
        }

        if (!inclusive && node.Rule == ProjectionRule.Include && path != "_id")
            throw new CommandException(new MongoErrorCode(31253, "Location31253"), $"Cannot do inclusion on field {path} in exclusion projection");
    }

    private static (int Skip, int Limit) Slice(BsonValue value)
    {
        if (value.IsNumber)
        {
            var count = (int)Math.Clamp(value.ToDouble(), int.MinValue + 1, int.MaxValue);
            return count < 0 ? (count, -count) : (0, count);
        }

        if (value is BsonArray { Count: 2 } pair && pair[0].IsNumber && pair[1].IsNumber && pair[1].ToDouble() > 0)
            return ((int)Math.Clamp(pair[0].ToDouble(), int.MinValue + 1, int.MaxValue), (int)Math.Min(pair[1].ToDouble(), int.MaxValue));
        throw new CommandException(new MongoErrorCode(28667, "Location28667"), $"$slice takes a number, or a skip and a limit above 0; not {value}");
    }

    private static ProjectionNode Node(ProjectionNode root, string path)
    {
        var node = root;
        var parts = path.Split('.');
        for (var i = 0; i < parts.Length; i++)
        {
            node = node.GetOrAdd(parts[i], out var added);
            var last = i == parts.Length - 1;
            if (!added && (last || node.Rule != ProjectionRule.Nested || !node.HasChildren))
                throw new CommandException(new MongoErrorCode(31249, "Location31249"), $"Path collision at {path}");
        }

        return node;
    }
}
