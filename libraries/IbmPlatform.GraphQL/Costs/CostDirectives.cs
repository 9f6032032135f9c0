using System.Globalization;
using IbmPlatform.GraphQL.Language;

namespace IbmPlatform.GraphQL.Costs;

/// <summary>The directives of IBM's GraphQL Cost Directives specification, read off a schema's definitions.</summary>
public static class CostDirectives
{
    /// <summary>The definitions, for a schema that applies them.</summary>
    public const string Sdl = """
        directive @cost(weight: String!) on ARGUMENT_DEFINITION | ENUM | FIELD_DEFINITION | INPUT_FIELD_DEFINITION | OBJECT | SCALAR
        directive @listSize(
          assumedSize: Int, slicingArguments: [String!], sizedFields: [String!], requireOneSlicingArgument: Boolean = true
        ) on FIELD_DEFINITION
        """;

    /// <summary>The weight of <c>@cost</c>; null where it is not applied or is no number, which weighs as if it were absent.</summary>
    internal static double? Weight(IReadOnlyList<DirectiveNode> applied) =>
        Find(applied, "cost")?.Argument("weight") is StringValueNode text
        && double.TryParse(text.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var weight) && double.IsFinite(weight)
            ? weight
            : null;

    internal static DirectiveNode? ListSize(IReadOnlyList<DirectiveNode> applied) => Find(applied, "listSize");

    internal static string[] Texts(ValueNode? value) => value switch
    {
        StringValueNode one => [one.Value],
        ListValueNode many => [.. many.Values.OfType<StringValueNode>().Select(text => text.Value)],
        _ => [],
    };

    // Imported by @link under its own name or left with the specification's.
    private static DirectiveNode? Find(IReadOnlyList<DirectiveNode> applied, string name)
    {
        foreach (var directive in applied)
        {
            if (directive.Name == name || (directive.Name.Length == name.Length + 6 && directive.Name.EndsWith("__" + name, StringComparison.Ordinal))) return directive;
        }

        return null;
    }
}
