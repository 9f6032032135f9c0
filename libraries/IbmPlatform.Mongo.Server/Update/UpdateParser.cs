using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Update.Operators;

namespace IbmPlatform.Mongo.Server.Update;

/// <summary>Reads an update: operators on paths, or a whole document that replaces.</summary>
internal static class UpdateParser
{
    /// <summary>What can be asked for.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "$set", "$setOnInsert", "$unset", "$inc", "$mul", "$min", "$max", "$currentDate", "$rename", "$bit", "$push", "$addToSet", "$pop", "$pull", "$pullAll",
    ];

    public static IDocumentUpdate Parse(BsonValue update) => update switch
    {
        BsonDocument { Count: > 0 } operators when operators[0].Name.StartsWith('$') => ParseOperators(operators),
        BsonDocument replacement => new ReplaceUpdate(replacement),
        BsonArray pipeline => new PipelineUpdate(pipeline),
        _ => throw CommandException.FailedToParse("Update argument must be either an object or an array"),
    };

    private static OperatorUpdate ParseOperators(BsonDocument update)
    {
        var steps = new List<(UpdatePath Path, IUpdateOperator Operator)>();
        foreach (var (name, operand) in update)
        {
            if (operand is not BsonDocument fields)
                throw CommandException.FailedToParse($"Modifiers operate on fields but we found type {Query.TypeNames.Of(operand.Type)} instead. For example: {{$mod: {{<field>: ...}}}} not {{{name}: {operand}}}");
            foreach (var (path, value) in fields)
            {
                var parsed = new UpdatePath(path);
                steps.Add((parsed, Operator(name, parsed, value)));
            }
        }

        CheckConflicts(steps);
        // MongoDB adds new fields in the order of their paths, numbers by value.
        return new OperatorUpdate([.. steps.OrderBy(s => s.Path.Text, PathOrder.Instance)]);
    }

    private static IUpdateOperator Operator(string name, UpdatePath path, BsonValue value) => name switch
    {
        "$set" => new SetOperator(value, onInsertOnly: false),
        "$setOnInsert" => new SetOperator(value, onInsertOnly: true),
        "$unset" => new UnsetOperator(),
        "$inc" or "$mul" => value.IsNumber
            ? new ArithmeticOperator(name, value)
            : throw CommandException.TypeMismatch($"Cannot {(name == "$inc" ? "increment" : "multiply")} with non-numeric argument: {{{path.Text}: {value}}}"),
        "$min" => new ExtremeOperator(value, smallest: true),
        "$max" => new ExtremeOperator(value, smallest: false),
        "$currentDate" => new CurrentDateOperator(value),
        "$rename" => Rename(path, value),
        "$push" => new PushOperator(value),
        "$addToSet" => new AddToSetOperator(value),
        "$pop" => new PopOperator(value),
        "$pull" => new PullOperator(value),
        "$pullAll" => new PullAllOperator(value),
        "$bit" => new BitOperator(path.Text, value),
        _ => throw CommandException.FailedToParse($"Unknown modifier: {name}. Expected a valid update modifier or pipeline-style update specified as an array"),
    };

    private static RenameOperator Rename(UpdatePath path, BsonValue value)
    {
        if (value is not BsonString name)
            throw CommandException.BadValue($"The 'to' field for $rename must be a string: {path.Text}: {value}");
        var target = new UpdatePath(name.Value);
        if (path.Parts.Concat(target.Parts).Any(p => p.StartsWith('$')))
            throw CommandException.BadValue($"$rename may not be dynamic: {path.Text} to {name.Value}");
        return new RenameOperator(path, target);
    }

    private static void CheckConflicts(List<(UpdatePath Path, IUpdateOperator Operator)> steps)
    {
        var paths = steps.Select(s => s.Path.Text).Concat(steps.Select(s => s.Operator.OtherPath).OfType<string>())
            .Order(StringComparer.Ordinal).ToList();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var path in paths)
        {
            if (!seen.Add(path))
                throw Conflict(path, path);
        }

        foreach (var path in paths)
        {
            for (var dot = path.LastIndexOf('.'); dot > 0; dot = path.LastIndexOf('.', dot - 1))
            {
                if (seen.Contains(path[..dot]))
                    throw Conflict(path, path[..dot]);
            }
        }
    }

    private static CommandException Conflict(string path, string other) =>
        new(MongoErrorCodes.ConflictingUpdateOperators, $"Updating the path '{path}' would create a conflict at '{other}'");
}
