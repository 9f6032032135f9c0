using System.Collections.Frozen;
using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Server.Aggregation.Expressions;

/// <summary>The operators whose arguments have names and are all evaluated.</summary>
internal static class NamedOperators
{
    private static readonly FrozenDictionary<string, Definition> Operators =
        ((IEnumerable<(string Name, Definition Definition)>[])
            [TrimOperators.All, RegexOperators.All, ArrayPartOperators.All, FieldOperators.All, DateOperators.Named, DateTextOperators.All, DatePartOperators.All, DateArithmetic.All])
        .SelectMany(group => group).ToFrozenDictionary(o => o.Name, o => o.Definition, StringComparer.Ordinal);

    public static IEnumerable<string> Names => Operators.Keys;

    public static Expression? Parse(string name, BsonValue operand)
    {
        if (!Operators.TryGetValue(name, out var known))
            return null;
        if (operand is not BsonDocument given || IsExpression(given))
        {
            // Such as { $year: '$date' } beside { $year: { date: '$date', timezone: … } }.
            if (known.Alone is not { } alone)
                throw new CommandException(known.Code, $"{name} takes an object with {string.Join(", ", known.Required)}");
            given = new BsonDocument(alone, operand is BsonArray { Count: 1 } one ? one[0] : operand);
        }

        foreach (var missing in known.Required.Where(r => !given.Contains(r)))
            throw new CommandException(known.Code, $"Missing '{missing}' parameter to {name}");
        foreach (var unknown in given.Names.Where(n => !known.Required.Contains(n) && !known.Optional.Contains(n)))
            throw new CommandException(known.Code, $"Unrecognized parameter to {name}: {unknown}; it takes {string.Join(", ", known.Required.Concat(known.Optional))}");
        var arguments = given.Select(g => (g.Name, Value: ExpressionParser.Parse(g.Value))).ToList();
        return new LazyExpression(scope =>
            known.Function(new Arguments(name, arguments.ToDictionary(a => a.Name, a => a.Value.Evaluate(scope), StringComparer.Ordinal))));
    }

    private static bool IsExpression(BsonDocument document) => document.Count > 0 && document[0].Name.StartsWith('$');

    /// <summary>The names of an operator's arguments, and its function.</summary>
    /// <param name="Code">What a missing or unknown argument is refused with.</param>
    /// <param name="Alone">The argument that may stand without its name; null where none may.</param>
    public sealed record Definition(int CodeNumber, string[] Required, string[] Optional, Func<Arguments, BsonValue?> Function, string? Alone = null)
    {
        public MongoErrorCode Code { get; } = Operands.Location(CodeNumber);
    }

    /// <summary>Arguments by name; null stands for one that is absent or whose field is.</summary>
    public sealed class Arguments(string name, IReadOnlyDictionary<string, BsonValue?> values)
    {
        public string Operator => name;

        public BsonValue? this[string argument] => values.GetValueOrDefault(argument);

        public bool Has(string argument) => values.ContainsKey(argument);

        public bool AnyNullish(params ReadOnlySpan<string> arguments)
        {
            foreach (var argument in arguments)
            {
                if (Has(argument) && Operands.IsNullish(this[argument]))
                    return true;
            }

            return false;
        }

        public string Text(string argument, int code) => this[argument] is BsonString text
            ? text.Value
            : throw Wrong(argument, "a string", code);

        public CommandException Wrong(string argument, string expected, int code) => new(Operands.Location(code),
            $"{name} requires '{argument}' to be {expected}, not {Operands.TypeOf(this[argument])}");
    }
}
