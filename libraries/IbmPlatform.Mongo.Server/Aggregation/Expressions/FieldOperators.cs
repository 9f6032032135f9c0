using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Server.Aggregation.Expressions;

/// <summary>Fields by a name that is data: it may hold dots and begin with a dollar sign.</summary>
internal static class FieldOperators
{
    public static IEnumerable<(string, NamedOperators.Definition)> All =>
    [
        ("$setField", new(4161101, ["field", "input", "value"], [], a => With(a, a["value"]))),
        ("$unsetField", new(4161101, ["field", "input"], [], a => With(a, null))),
    ];

    /// <summary><c>$getField</c>: of the document, or of <c>input</c>.</summary>
    public static Expression Get(BsonValue operand)
    {
        var named = operand is BsonDocument { Count: > 0 } given && !given[0].Name.StartsWith('$')
            ? given
            : new BsonDocument { ["field"] = operand, ["input"] = "$$CURRENT" };
        foreach (var unknown in named.Names.Where(n => n is not ("field" or "input")))
            throw new CommandException(Operands.Location(3041701), $"$getField found an unknown argument: {unknown}; it takes field and input");
        var field = Name("$getField", named.Find("field") ?? throw new CommandException(Operands.Location(3041702), "$getField requires 'field' to be specified"));
        var input = ExpressionParser.Parse(named.Find("input") ?? throw new CommandException(Operands.Location(3041703), "$getField requires 'input' to be specified"));
        return new LazyExpression(scope => input.Evaluate(scope) switch
        {
            BsonDocument document => document.Find(field),
            BsonNull or BsonUndefined => BsonNull.Value,
            _ => null,
        });
    }

    private static string Name(string by, BsonValue field) => ExpressionParser.Parse(field) is ConstantExpression { Value: BsonString name }
        ? name.Value
        : throw new CommandException(Operands.Location(5654602), $"{by} requires 'field' to evaluate to a constant string (a name that starts with '$' by $literal), not {field}");

    private static BsonValue With(NamedOperators.Arguments arguments, BsonValue? value)
    {
        var name = arguments["field"] is BsonString text ? text.Value : throw arguments.Wrong("field", "a constant string", 4161107);
        if (Operands.IsNullish(arguments["input"]))
            return BsonNull.Value;
        var document = new BsonDocument(arguments["input"] as BsonDocument ?? throw arguments.Wrong("input", "an object", 4161105));
        if (value is null)
            document.Remove(name);
        else
            document[name] = value;
        return Built.Document(arguments.Operator, document);
    }
}
