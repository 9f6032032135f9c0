using System.Diagnostics.CodeAnalysis;
using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Update.Operators;

namespace IbmPlatform.Mongo.Server.Aggregation.Expressions;

/// <summary>The operators with named arguments, their own variables, or arguments that may stay unevaluated.</summary>
internal static class SpecialOperators
{
    public static Func<BsonValue, Expression>? Find(string name) => name switch
    {
        "$and" => And,
        "$or" => Or,
        "$cond" => Condition,
        "$ifNull" => IfNull,
        "$switch" => Switch,
        "$let" => Let,
        "$map" => Map,
        "$filter" => Filter,
        "$reduce" => Reduce,
        "$literal" or "$const" => operand => new ConstantExpression(operand),
        "$getField" => FieldOperators.Get,
        "$sortArray" => SortArray,
        "$convert" => Convert,
        "$rand" => Random,
        _ => null,
    };

    public static IReadOnlyList<string> Names { get; } =
        ["$and", "$or", "$cond", "$ifNull", "$switch", "$let", "$map", "$filter", "$reduce", "$literal", "$const", "$getField", "$sortArray", "$convert", "$rand"];

    private static LazyExpression And(BsonValue operand)
    {
        var parts = ExpressionParser.Arguments(operand);
        return new LazyExpression(scope => parts.All(p => ComparisonOperators.Truth(p.Evaluate(scope))));
    }

    private static LazyExpression Or(BsonValue operand)
    {
        var parts = ExpressionParser.Arguments(operand);
        return new LazyExpression(scope => parts.Any(p => ComparisonOperators.Truth(p.Evaluate(scope))));
    }

    private static LazyExpression Condition(BsonValue operand)
    {
        var (test, then, otherwise) = operand is BsonArray { Count: 3 } list
            ? (list[0], list[1], list[2])
            : Named("$cond", operand, ["if", "then", "else"], []) is var named ? (named["if"], named["then"], named["else"]) : default;
        var (a, b, c) = (ExpressionParser.Parse(test), ExpressionParser.Parse(then), ExpressionParser.Parse(otherwise));
        return new LazyExpression(scope => ComparisonOperators.Truth(a.Evaluate(scope)) ? b.Evaluate(scope) : c.Evaluate(scope));
    }

    private static LazyExpression IfNull(BsonValue operand)
    {
        var parts = ExpressionParser.Arguments(operand);
        if (parts.Count < 2)
            throw new CommandException(new MongoErrorCode(1257300, "Location1257300"), $"$ifNull needs at least two arguments, had: {parts.Count}");
        return new LazyExpression(scope =>
        {
            foreach (var part in parts.SkipLast(1))
            {
                if (part.Evaluate(scope) is { } value && !Operands.IsNullish(value))
                    return value;
            }

            return parts[^1].Evaluate(scope);
        });
    }

    private static LazyExpression Switch(BsonValue operand)
    {
        var named = Named("$switch", operand, ["branches"], ["default"]);
        var branches = named["branches"].AsArray.Select(b => Named("$switch", b, ["case", "then"], []))
            .Select(b => (Case: ExpressionParser.Parse(b["case"]), Then: ExpressionParser.Parse(b["then"]))).ToList();
        var otherwise = named.Find("default") is { } given ? ExpressionParser.Parse(given) : null;
        return new LazyExpression(scope =>
        {
            foreach (var (test, then) in branches)
            {
                if (ComparisonOperators.Truth(test.Evaluate(scope)))
                    return then.Evaluate(scope);
            }

            return otherwise is not null
                ? otherwise.Evaluate(scope)
                : throw new CommandException(new MongoErrorCode(40066, "Location40066"), "$switch could not find a matching branch for an input, and no default was specified.");
        });
    }

    private static LazyExpression Let(BsonValue operand)
    {
        var named = Named("$let", operand, ["vars", "in"], []);
        var variables = named["vars"].AsDocument.Select(v => (v.Name, Value: ExpressionParser.Parse(v.Value))).ToList();
        var body = ExpressionParser.Parse(named["in"]);
        // The variables do not see each other.
        return new LazyExpression(scope => body.Evaluate(variables.Aggregate(scope, (inner, v) => inner.With(v.Name, v.Value.Evaluate(scope)))));
    }

    private static LazyExpression Map(BsonValue operand)
    {
        var named = Named("$map", operand, ["input", "in"], ["as"]);
        var (input, body, variable) = (ExpressionParser.Parse(named["input"]), ExpressionParser.Parse(named["in"]), Variable(named));
        return new LazyExpression(scope => input.Evaluate(scope) is { } value && !Operands.IsNullish(value)
            ? Built.Array("$map", Operands.Array("$map", value).Select(item => body.Evaluate(scope.With(variable, item))))
            : BsonNull.Value);
    }

    private static LazyExpression Filter(BsonValue operand)
    {
        var named = Named("$filter", operand, ["input", "cond"], ["as", "limit"]);
        var (input, test, variable) = (ExpressionParser.Parse(named["input"]), ExpressionParser.Parse(named["cond"]), Variable(named));
        var limit = named.Find("limit") is { } most ? ExpressionParser.Parse(most) : null;
        return new LazyExpression(scope =>
        {
            if (input.Evaluate(scope) is not { } value || Operands.IsNullish(value))
                return BsonNull.Value;
            var kept = Operands.Array("$filter", value).Where(item => ComparisonOperators.Truth(test.Evaluate(scope.With(variable, item))));
            return new BsonArray(limit?.Evaluate(scope) is { } count && !Operands.IsNullish(count) ? kept.Take(Operands.Int("$filter", count)) : kept);
        });
    }

    private static LazyExpression Reduce(BsonValue operand)
    {
        var named = Named("$reduce", operand, ["input", "initialValue", "in"], []);
        var (input, start, body) = (ExpressionParser.Parse(named["input"]), ExpressionParser.Parse(named["initialValue"]), ExpressionParser.Parse(named["in"]));
        return new LazyExpression(scope => input.Evaluate(scope) is { } value && !Operands.IsNullish(value)
            ? Operands.Array("$reduce", value).Aggregate(
                start.Evaluate(scope), (sum, item) => body.Evaluate(scope.With("value", sum).With("this", item)))
            : BsonNull.Value);
    }

    private static LazyExpression SortArray(BsonValue operand)
    {
        var named = Named("$sortArray", operand, ["input", "sortBy"], []);
        var (input, order) = (ExpressionParser.Parse(named["input"]), new ArrayOrder(named["sortBy"]));
        return new LazyExpression(scope => input.Evaluate(scope) is { } value && !Operands.IsNullish(value)
            ? order.Sort(Operands.Array("$sortArray", value))
            : BsonNull.Value);
    }

    private static LazyExpression Convert(BsonValue operand)
    {
        var named = Named("$convert", operand, ["input", "to"], ["onError", "onNull"]);
        var (input, to) = (ExpressionParser.Parse(named["input"]), ExpressionParser.Parse(named["to"]));
        var onError = named.Find("onError") is { } error ? ExpressionParser.Parse(error) : null;
        var onNull = named.Find("onNull") is { } none ? ExpressionParser.Parse(none) : null;
        return new LazyExpression(scope =>
        {
            var value = input.Evaluate(scope);
            if (to.Evaluate(scope) is not { } type || Operands.IsNullish(type))
                return BsonNull.Value;
            var convert = TypeOperators.ConversionTo(type);
            if (Operands.IsNullish(value))
                return onNull is null ? BsonNull.Value : onNull.Evaluate(scope);
            try
            {
                return convert([value]);
            }
            catch (CommandException fault) when (onError is not null && fault.Code.Code == Dates.DateReader.ConversionFailure.Code)
            {
                return onError.Evaluate(scope);
            }
        });
    }

    [SuppressMessage("Security", "CA5394", Justification = "MongoDB's $rand is no secret either.")]
    private static LazyExpression Random(BsonValue operand) => operand is BsonDocument { Count: 0 } or BsonArray { Count: 0 }
        ? new LazyExpression(static _ => System.Random.Shared.NextDouble())
        : throw new CommandException(Operands.Location(3040501), "$rand does not currently accept arguments");

    private static string Variable(BsonDocument named) => named.Find("as") is { } name ? name.AsString : "this";

    private static BsonDocument Named(string name, BsonValue operand, string[] required, string[] optional)
    {
        var document = operand as BsonDocument ?? throw CommandException.FailedToParse($"{name} takes an object with {string.Join(", ", required)}");
        foreach (var missing in required.Where(r => !document.Contains(r)))
            throw CommandException.FailedToParse($"Missing '{missing}' parameter to {name}");
        foreach (var unknown in document.Names.Where(n => !required.Contains(n) && !optional.Contains(n)))
            throw CommandException.FailedToParse($"Unrecognized parameter to {name}: {unknown}");
        return document;
    }
}
