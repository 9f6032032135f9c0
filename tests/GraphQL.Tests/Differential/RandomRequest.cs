using System.Text;
using IbmPlatform.GraphQL.Language;
using IbmPlatform.GraphQL.Types;

namespace IbmPlatform.GraphQL.Tests.Differential;

/// <summary>One request as it goes to both engines.</summary>
internal sealed record DifferentialCase(string Query, string? OperationName, string Variables);

/// <summary>Makes a request for a schema: fragments of both kinds, directives, arguments with variables of every input shape.</summary>
internal sealed class RandomRequest(Schema schema, Chance chance, int deferPercent = 0)
{
    private static readonly IGraphQLType Condition = new NonNullType(ScalarType.Boolean);
    private readonly List<string> _fragments = [];
    private readonly List<(string Name, CompositeType On)> _fragmentNames = [];
    private readonly List<string> _definitions = [];
    private readonly List<string> _given = [];
    // Most cases are flawless until their text is damaged; a flaw makes the whole document invalid.
    private readonly int _brokenPercent = chance.Percent(70) ? 0 : 4;
    private int _aliases;
    private int _labels;
    private int _budget = 40;

    public DifferentialCase Make()
    {
        var mutation = chance.Percent(12);
        var root = mutation ? schema.MutationType! : schema.QueryType!;
        var selections = Selections(root, 4);
        var keyword = mutation ? "mutation" : "query";
        var definitions = _definitions.Count > 0 ? $"({string.Join(", ", _definitions)})" : "";
        var hasName = _definitions.Count > 0 || mutation || chance.Percent(50);
        var text = new StringBuilder(hasName ? $"{keyword} Main{definitions} {selections}" : selections);
        foreach (var fragment in _fragments) text.Append('\n').Append(fragment);
        string? name = null;
        if (hasName && chance.Percent(15))
        {
            text.Append("\nquery Other { __typename }");
            name = chance.Of(["Main", "Main", "Main", "Other", "Missing", null]);
        }

        var query = text.ToString();
        if (chance.Percent(25)) query = new TokenDamage(chance).Apply(query);
        return new DifferentialCase(query, name, $"{{{string.Join(", ", _given)}}}");
    }

    private string Selections(CompositeType type, int depth)
    {
        var parts = Enumerable.Range(0, 1 + chance.Below(4)).Select(_ => Selection(type, depth)).ToList();
        return $"{{ {string.Join(" ", parts)} }}";
    }

    private string Selection(CompositeType type, int depth)
    {
        _budget--;
        var roll = chance.Below(100);
        if (type is not FieldsType fields)
        {
            return roll < 20 || depth == 0 ? $"__typename{Directives()}" : roll < 75 ? Inline(type, depth) : Spread(type, depth);
        }

        if (roll < 8) return $"__typename{Directives()}";
        if (roll < 20 && depth > 0) return Inline(type, depth);
        if (roll < 30 && depth > 0) return Spread(type, depth);
        if (roll < 32 && type == schema.QueryType) return Introspection();
        var candidates = fields.Fields.Where(f => (depth > 0 && _budget > 0) || f.Type.NamedType.IsLeaf).ToList();
        return candidates.Count == 0 ? "__typename" : Field(chance.Of(candidates), depth);
    }

    private string Field(FieldDefinition field, int depth)
    {
        var arguments = Arguments(field);
        var stream = field.Type.Nullable is ListType ? Stream() : "";
        // A streamed field merges with no other.
        var alias = stream.Length > 0 || arguments.Length > 0 ? chance.Percent(95) : chance.Percent(20);
        var below = field.Type.NamedType is CompositeType composite ? $" {Selections(composite, depth - 1)}" : "";
        return $"{(alias ? $"x{_aliases++}: " : "")}{field.Name}{arguments}{Directives()}{stream}{below}";
    }

    private string Arguments(FieldDefinition field)
    {
        var literals = new RandomValue(chance, asJson: false, _brokenPercent, Variable);
        var given = field.Arguments.Where(a => a.IsRequired || chance.Percent(60)).Select(a => $"{a.Name}: {literals.Of(a.Type, a.DefaultValue is not null)}").ToList();
        return given.Count == 0 ? "" : $"({string.Join(", ", given)})";
    }

    private string Inline(CompositeType type, int depth)
    {
        if (type is FieldsType && chance.Percent(25)) return $"...{Directives()}{Defer()} {Selections(type, depth - 1)}";
        var condition = Overlapping(type);
        return $"... on {condition.Name}{Directives()}{Defer()} {Selections(condition, depth - 1)}";
    }

    private string Spread(CompositeType type, int depth)
    {
        var known = _fragmentNames.FindAll(f => schema.Overlap(f.On, type));
        if (known.Count > 0 && chance.Percent(50)) return $"...{chance.Of(known).Name}{Directives()}{Defer()}";
        var condition = Overlapping(type);
        var name = $"F{_fragments.Count}x{_aliases++}";
        var body = $"fragment {name} on {condition.Name} {Selections(condition, depth - 1)}";
        _fragments.Add(body);
        _fragmentNames.Add((name, condition));
        return $"...{name}{Directives()}{Defer()}";
    }

    private CompositeType Overlapping(CompositeType type) =>
        chance.Of([.. schema.Types.OfType<CompositeType>().Where(t => !t.IsIntrospection && schema.Overlap(t, type))]);

    private string Directives()
    {
        if (!chance.Percent(10)) return "";
        var condition = Variable(Condition, false) ?? chance.Of(["true", "false"]);
        return $" @{chance.Of(["skip", "include"])}(if: {condition})";
    }

    private string Defer() => chance.Percent(deferPercent) ? $" @defer{Delivery([])}" : "";

    private string Stream() => chance.Percent(deferPercent) ? $" @stream{Delivery(chance.Percent(60) ? [$"initialCount: {chance.Below(3)}"] : [])}" : "";

    private string Delivery(List<string> arguments)
    {
        if (chance.Percent(40)) arguments.Add($"label: \"L{_labels++}\"");
        if (chance.Percent(15)) arguments.Add($"if: {Variable(Condition, false) ?? chance.Of(["true", "false"])}");
        return arguments.Count == 0 ? "" : $"({string.Join(", ", arguments)})";
    }

    private string Introspection() =>
        $"x{_aliases++}: __type(name: \"{chance.Of(["Query", "T0", "T2", "N0", "N1", "U0", "E0", "I0", "I1", "O0", "Code", "Int", "Nothing"])}\") "
        + "{ kind name isOneOf specifiedByURL fields(includeDeprecated: true) { name isDeprecated type { ...R } args { name defaultValue type { ...R } } } "
            .Replace("...R", "kind name ofType { kind name ofType { kind name ofType { kind name } } }", StringComparison.Ordinal)
        + "interfaces { name } possibleTypes { name } enumValues { name } inputFields { name defaultValue } }";

    /// <summary>Now and then a variable instead of a value; null for none.</summary>
    private string? Variable(IGraphQLType type, bool positionHasDefault)
    {
        if (!chance.Percent(25)) return null;
        var name = $"v{_definitions.Count}";
        var declared = type;
        if (!type.IsNonNull && chance.Percent(25)) declared = new NonNullType(type);
        // A nullable variable may stand where null is refused if one of the two has a default.
        var loosen = type.IsNonNull && chance.Percent(positionHasDefault ? 50 : 20);
        if (loosen) declared = type.Nullable;
        var literals = new RandomValue(chance, asJson: false, _brokenPercent, (_, _) => null);
        var fallback = chance.Percent(25) || (loosen && !positionHasDefault && chance.Percent(90)) ? $" = {literals.Of(loosen ? type : declared)}" : "";
        _definitions.Add($"${name}: {declared}{fallback}");
        var required = declared.IsNonNull && fallback.Length == 0;
        if (required ? !chance.Percent(3) : chance.Percent(65))
        {
            _given.Add($"\"{name}\": {new RandomValue(chance, asJson: true, chance.Percent(80) ? 0 : 5, (_, _) => null).Of(declared)}");
        }

        return $"${name}";
    }
}
