using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Aggregation.Expressions;
using IbmPlatform.Mongo.Server.Query;
using IbmPlatform.Mongo.Server.Update;

namespace IbmPlatform.Mongo.Server.Aggregation.Stages;

/// <summary><c>$merge</c>: each document that comes out is written to the one of the target that equals it in some fields.</summary>
/// <param name="On">The fields.</param>
/// <param name="WhenMatched">What becomes of one that is there: replace, keepExisting, merge, fail, or a pipeline.</param>
/// <param name="WhenNotMatched">What becomes of one that is not: insert, discard or fail.</param>
internal sealed record MergeStage(string? Database, string Collection, IReadOnlyList<string> On, string WhenMatched, string WhenNotMatched)
    : OutputStage(Database, Collection)
{
    private const string ByPipeline = "pipeline";

    /// <summary>The update of one that is there; null unless it is made by a pipeline.</summary>
    public PipelineUpdate? Update { get; private init; }

    /// <summary>What the pipeline can name of the document that came.</summary>
    public IReadOnlyList<(string Name, Expression Value)> Variables { get; private init; } = [];

    public static MergeStage Parse(BsonValue value)
    {
        var specification = value as BsonDocument ?? new BsonDocument("into", value);
        foreach (var unknown in specification.Names.Where(n => n is not ("into" or "on" or "let" or "whenMatched" or "whenNotMatched")))
            throw new CommandException(ServerErrorCodes.UnknownField, $"BSON field '$merge.{unknown}' is an unknown field.");
        var (database, collection) = Target("$merge", specification.Find("into"), 51178);
        var matched = specification.Find("whenMatched") switch
        {
            null => "merge",
            BsonArray => ByPipeline,
            BsonString { Value: "replace" or "keepExisting" or "merge" or "fail" } mode => mode.Value,
            var other => throw CommandException.BadValue($"Enumeration value '{other}' for field '$merge.whenMatched' is not a valid value: replace, keepExisting, merge, fail or a pipeline is"),
        };
        var unmatched = specification.Find("whenNotMatched") switch
        {
            null => "insert",
            BsonString { Value: "insert" or "discard" or "fail" } mode => mode.Value,
            var other => throw CommandException.BadValue($"Enumeration value '{other}' for field '$merge.whenNotMatched' is not a valid value: insert, discard or fail is"),
        };
        if (specification.Contains("let") && matched != ByPipeline)
            throw new CommandException(Operands.Location(51199), $"Cannot use 'let' variables with 'whenMatched: {matched}' mode");
        return new MergeStage(database, collection, Fields(specification.Find("on")), matched, unmatched)
        {
            Update = specification.Find("whenMatched") is BsonArray pipeline ? new PipelineUpdate(pipeline) : null,
            Variables = specification.Find("let") switch
            {
                null => [("new", ExpressionParser.Parse("$$ROOT"))],
                BsonDocument let => [.. let.Select(v => (LookupStage.Variable(v.Name), ExpressionParser.Parse(v.Value))), .. let.Contains("new") ? [] : (IEnumerable<(string, Expression)>)[("new", ExpressionParser.Parse("$$ROOT"))]],
                var other => throw CommandException.TypeMismatch($"BSON field '$merge.let' is the wrong type '{TypeNames.Of(other.Type)}', expected type 'object'"),
            },
        };
    }

    private static string[] Fields(BsonValue? on)
    {
        IEnumerable<BsonValue> names = on switch { null => ["_id"], BsonArray list => list, _ => [on] };
        string[] fields = [.. names.Select(n => n is BsonString { Value.Length: > 0 } name ? name.Value
            : throw new CommandException(Operands.Location(51134), $"$merge 'on' must be a field name or an array of them, found: {on}"))];
        if (fields.Length == 0)
            throw new CommandException(Operands.Location(51187), "If explicitly specifying $merge 'on', must include at least one field");
        return fields.Distinct().Count() == fields.Length ? fields : throw new CommandException(Operands.Location(31465), $"Found a duplicate field in $merge 'on': {on}");
    }
}
