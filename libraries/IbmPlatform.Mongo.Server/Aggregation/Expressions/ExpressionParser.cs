using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Server.Aggregation.Expressions;

/// <summary>Reads expressions; an operator that is not known is refused.</summary>
internal static class ExpressionParser
{
    /// <summary>What MongoDB has and this server has not.</summary>
    public static IReadOnlyList<string> NotImplemented { get; } = ["$function", "$accumulator", "$meta", "$toHashedIndexKey", "$median", "$percentile"];

    /// <summary>Every operator that can be asked for.</summary>
    public static IEnumerable<string> Names => SpecialOperators.Names.Concat(NamedOperators.Names).Concat(OperatorTable.Names);

    public static Expression Parse(BsonValue value) => value switch
    {
        BsonString { Value: ['$', '$', ..] } text => Path(text.Value[2..], variable: true),
        BsonString { Value: ['$', ..] } text => Path(text.Value[1..], variable: false),
        BsonDocument { Count: 1 } operation when operation[0].Name.StartsWith('$') => Operator(operation[0].Name, operation[0].Value),
        BsonDocument document => Object(document),
        BsonArray array => new ArrayExpression([.. array.Select(Parse)]),
        _ => new ConstantExpression(value),
    };

    /// <summary>An operator's arguments: a list, or one value that stands for a list of one.</summary>
    public static IReadOnlyList<Expression> Arguments(BsonValue value) => value is BsonArray list ? [.. list.Select(Parse)] : [Parse(value)];

    private static FieldPathExpression Path(string path, bool variable)
    {
        var parts = path.Split('.');
        if (parts.Any(p => p.Length == 0))
            throw new CommandException(new MongoErrorCode(15998, "Location15998"), $"FieldPath field names may not be empty strings: '${path}'");
        return variable ? new FieldPathExpression(parts[0], parts[1..]) : new FieldPathExpression("CURRENT", parts);
    }

    private static ObjectExpression Object(BsonDocument document)
    {
        if (document.FirstOrDefault(e => e.Name.StartsWith('$')) is { Name: { } name })
        {
            throw new CommandException(new MongoErrorCode(15983, "Location15983"),
                $"An object representing an expression must have exactly one field: {name} stands beside others in {document}");
        }

        return new ObjectExpression([.. document.Select(e => (e.Name, Parse(e.Value)))]);
    }

    private static Expression Operator(string name, BsonValue operand)
    {
        if (SpecialOperators.Find(name) is { } special)
            return special(operand);
        if (NamedOperators.Parse(name, operand) is { } named)
            return named;
        if (OperatorTable.Find(name) is not { } known)
        {
            throw NotImplemented.Contains(name)
                ? CommandException.NotSupported($"The expression {name}")
                : new CommandException(new MongoErrorCode(168, "InvalidPipelineOperator"), $"Unrecognized expression '{name}'");
        }

        var arguments = Arguments(operand);
        if (arguments.Count < known.Least || arguments.Count > known.Most)
        {
            var expected = known.Least == known.Most ? $"{known.Least}" : $"{known.Least} to {known.Most}";
            throw new CommandException(new MongoErrorCode(16020, "Location16020"), $"Expression {name} takes {expected} arguments. {arguments.Count} were passed in.");
        }

        return new OperatorExpression(arguments, known.Function);
    }
}
