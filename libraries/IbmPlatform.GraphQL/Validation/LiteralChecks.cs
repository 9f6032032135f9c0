using IbmPlatform.GraphQL.Language;
using IbmPlatform.GraphQL.Types;

namespace IbmPlatform.GraphQL.Validation;

/// <summary>What literals of leaf types and of OneOf input objects must be.</summary>
internal static class LiteralChecks
{
    private const int MaxShown = 80;

    /// <summary>What is wrong with a literal where a leaf value is expected, as a clause; null when nothing is.</summary>
    public static string? CheckLeaf(ValueNode literal, NamedType type) => type switch
    {
        ScalarType scalar => scalar.CheckLiteral(literal),
        EnumType values => CheckEnum(literal, values),
        InputObjectType => "an input object in braces is expected",
        _ => "it is no input type",
    };

    /// <summary>A literal as messages show it: whole when it is short.</summary>
    public static string Show(ValueNode literal)
    {
        var text = literal.ToString();
        return text.Length <= MaxShown ? text : $"{text.AsSpan(0, MaxShown)}…";
    }

    /// <summary>What is wrong with the literal of a OneOf input object, as a sentence; null when nothing is.</summary>
    public static string? CheckOneOf(ObjectValueNode literal, InputObjectType type)
    {
        var names = literal.Fields.Select(field => field.Name).Distinct(StringComparer.Ordinal).ToList();
        if (names.Count != 1) return $"Exactly one field of OneOf input type \"{type.Name}\" must be given, not {names.Count}.";
        return literal.Fields[^1].Value is NullValueNode ? $"Field \"{type.Name}.{names[0]}\" of a OneOf input type can't be null." : null;
    }

    private static string? CheckEnum(ValueNode literal, EnumType type)
    {
        if (literal is not EnumValueNode name)
        {
            var hint = literal is StringValueNode text && type.Values.Find(text.Value) is not null ? "; leave out the quotes" : "";
            return $"a name without quotes is expected{hint}";
        }

        return type.Values.Find(name.Value) is not null ? null : $"there is no such value.{Suggestions.For(name.Value, type.Values.Select(value => value.Name))}";
    }
}
