using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Aggregation.Expressions;
using IbmPlatform.Mongo.Server.Query;
using IbmPlatform.Mongo.Server.Query.Execution;

namespace IbmPlatform.Mongo.Server.Aggregation.Stages;

/// <summary><c>$graphLookup</c>: each document gets all that can be reached from it, step by step, each once.</summary>
internal sealed class GraphLookupStage : IStage
{
    private readonly string from;
    private readonly Expression start;
    private readonly string[] connectFrom;
    private readonly string connectTo;
    private readonly string[] target;
    private readonly long maxDepth;
    private readonly string[]? depthField;
    private readonly FilterNode? restriction;

    private GraphLookupStage(BsonDocument specification)
    {
        from = Commands.Namespaces.CheckCollection("", Text(specification, "from", 40330));
        start = ExpressionParser.Parse(specification.Find("startWith") ?? throw Missing("startWith"));
        connectFrom = Text(specification, "connectFromField", 40103).Split('.');
        connectTo = Text(specification, "connectToField", 40103);
        target = Text(specification, "as", 40103).Split('.');
        depthField = specification.Contains("depthField") ? Text(specification, "depthField", 40103).Split('.') : null;
        maxDepth = specification.Find("maxDepth") switch
        {
            null => long.MaxValue,
            { IsNumber: true } depth when depth.ToDouble() >= 0 && depth.ToDouble() == Math.Floor(depth.ToDouble()) => (long)depth.ToDouble(),
            var other => throw new CommandException(Operands.Location(other.IsNumber ? 40101 : 40100), $"maxDepth requires a nonnegative whole number, found {other}"),
        };
        restriction = specification.Find("restrictSearchWithMatch") switch
        {
            null => null,
            BsonDocument filter => FilterParser.Parse(new RawBsonDocument(filter.ToBytes())),
            var other => throw new CommandException(Operands.Location(40185), $"restrictSearchWithMatch must be an object, found {Operands.TypeOf(other)}"),
        };
    }

    public static GraphLookupStage Parse(BsonDocument specification)
    {
        foreach (var name in specification.Names)
        {
            if (name is not ("from" or "startWith" or "connectFromField" or "connectToField" or "as" or "maxDepth" or "depthField" or "restrictSearchWithMatch"))
                throw new CommandException(Operands.Location(40104), $"unknown argument to $graphLookup: {name}");
        }

        return new GraphLookupStage(specification);
    }

    public IEnumerable<BsonDocument> Apply(IEnumerable<BsonDocument> input, StageContext context) => input.Select(document => Reach(document, context));

    private BsonDocument Reach(BsonDocument document, StageContext context)
    {
        using var memory = context.Memory.Open("$graphLookup");
        var found = new BsonArray();
        var ids = new HashSet<BsonValue>(BsonComparer.Instance);
        var asked = new HashSet<BsonValue>(BsonComparer.Instance);
        var frontier = Items(start.Evaluate(context.Bindings.ScopeOf(document)) ?? BsonNull.Value).Where(asked.Add).ToList();
        for (var depth = 0L; frontier.Count > 0 && depth <= maxDepth; depth++)
        {
            var next = new List<BsonValue>();
            foreach (var reached in context.Find(from, new QuerySpec(Filter(frontier, context), [])))
            {
                context.CheckTime();
                if (!ids.Add(reached["_id"]))
                    continue;
                memory.Add(ValueSize.Of(reached));
                next.AddRange(LookupStage.Values(reached, connectFrom).Where(asked.Add));
                if (depthField is not null)
                    Nested.Set(reached, depthField, depth);
                found.Add(reached);
            }

            frontier = next;
        }

        var joined = Nested.Copy(document);
        Nested.Set(joined, target, Built.Array("$graphLookup", found));
        return joined;
    }

    private FilterNode Filter(List<BsonValue> values, StageContext context)
    {
        Work.Step(values.Count);
        var equal = FilterParser.Parse(new RawBsonDocument(new BsonDocument(connectTo, new BsonDocument("$in", new BsonArray(values.Select(Literal)))).ToBytes()));
        return restriction is null ? equal : AndNode.Of(equal, restriction.Bind(context.Bindings));

        // A pattern would match what it finds; here it is a value.
        static BsonValue Literal(BsonValue value) => value is BsonRegex
            ? throw new CommandException(Operands.Location(40271), "$graphLookup cannot follow a value that is a regular expression")
            : value;
    }

    private static BsonArray Items(BsonValue value) => value as BsonArray ?? [value];

    private static string Text(BsonDocument specification, string name, int code) => specification.Find(name) switch
    {
        BsonString { Value: { Length: > 0 } text } when !text.StartsWith('$') => text,
        null => throw Missing(name),
        var other => throw new CommandException(Operands.Location(code), $"expected string without '$' at its start as argument for {name}, found: {other}"),
    };

    private static CommandException Missing(string name) => new(Operands.Location(40105), $"$graphLookup requires '{name}' to be specified");
}
