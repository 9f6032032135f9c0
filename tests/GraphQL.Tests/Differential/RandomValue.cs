using System.Globalization;
using System.Text.Json;
using IbmPlatform.GraphQL.Types;

namespace IbmPlatform.GraphQL.Tests.Differential;

/// <summary>Writes input values, as literals or as JSON, that fit a type, or almost.</summary>
internal sealed class RandomValue(Chance chance, bool asJson, int brokenPercent, Func<IGraphQLType, bool, string?> variable)
{
    private const int MaxNesting = 3;

    public string Of(IGraphQLType type, bool hasDefault = false, int nesting = 0)
    {
        if (!asJson && variable(type, hasDefault) is { } name) return name;
        if (chance.Percent(brokenPercent)) return chance.Of(["null", "\"x\"", "17", "1.5", "2147483648", "true", "[]", "[1]", "{}", asJson ? "\"RED\"" : "RED"]);
        if (!type.IsNonNull && chance.Percent(12)) return "null";
        return type.Nullable switch
        {
            // One value stands for a list of one.
            ListType list when chance.Percent(15) => Of(list.ItemType, nesting: nesting + 1),
            ListType list => $"[{string.Join(", ", Enumerable.Range(0, chance.Below(3)).Select(_ => Of(list.ItemType, nesting: nesting + 1)))}]",
            InputObjectType input => Object(input, nesting),
            var leaf => Leaf(leaf.NamedType.Name),
        };
    }

    private string Object(InputObjectType type, int nesting)
    {
        var fields = new List<string>();
        var oneOf = type.IsOneOf && !chance.Percent(brokenPercent * 2) ? chance.Of([.. type.Fields]) : null;
        foreach (var field in type.Fields)
        {
            var deep = nesting >= MaxNesting && field.Type.NamedType is InputObjectType;
            var wanted = oneOf is null ? field.IsRequired ? !chance.Percent(brokenPercent) : !deep && chance.Percent(55) : field == oneOf;
            if (wanted) fields.Add($"{Key(field.Name)}: {Of(oneOf is null ? field.Type : new NonNullType(field.Type), field.DefaultValue is not null, nesting + 1)}");
        }

        if (chance.Percent(brokenPercent)) fields.Add($"{Key("stray")}: 1");
        return $"{{{string.Join(", ", fields)}}}";
    }

    private string Key(string name) => asJson ? $"\"{name}\"" : name;

    private string Leaf(string type) => type switch
    {
        "Int" => chance.Of<string>(asJson ? ["1", "-5", "2147483647", "3.0", "1e2"] : ["1", "-5", "2147483647"]),
        "Float" => chance.Of(["2", "0.5", "-1.25e2", "1e3"]),
        "Boolean" => chance.Of(["true", "false"]),
        "ID" => chance.Of(["\"k\"", "12", "\"12\""]),
        "E0" => Name(chance.Of(["RED", "GREEN", "BLUE"])),
        "E1" => Name(chance.Of(["GREEN", "GREY"])),
        "Code" => chance.Percent(90) ? chance.Of(["\"A\"", "\"XYZ\""]) : "\"no code\"",
        _ when !asJson && chance.Percent(20) => "\"\"\"\n    block \"text\"\n      indented \\\"\"\"\n  \"\"\"",
        _ => chance.Of(["\"\"", "\"plain\"", "\"\\u00e9\\n\\\"q\\\"\"", "\"\\ud83d\\ude00\"", JsonSerializer.Serialize("ж ☃")]),
    };

    private string Name(string value) => asJson ? $"\"{value}\"" : value;

    /// <summary>A coerced value as the peer writes it: members in the order of their names.</summary>
    public static string Canonical(object? value) => value switch
    {
        null => "null",
        bool truth => truth ? "true" : "false",
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        int number => number.ToString(CultureInfo.InvariantCulture),
        Shade shade => $"'{shade.ToString().ToUpperInvariant()}'",
        string text => $"'{text}'",
        object?[] list => $"[{string.Join(",", list.Select(Canonical))}]",
        IEnumerable<KeyValuePair<string, object?>> members =>
            $"{{{string.Join(",", members.OrderBy(m => m.Key, StringComparer.Ordinal).Select(m => $"{m.Key}:{Canonical(m.Value)}"))}}}",
        _ => throw new InvalidOperationException($"A coerced value is a {value.GetType()}."),
    };
}
