using System.Globalization;
using IbmPlatform.GraphQL.Language;

namespace IbmPlatform.GraphQL.Costs;

/// <summary>The directives of IBM's GraphQL Cost Directives specification, read off a schema's definitions.</summary>
public static class CostDirectives
{
    /// <summary>The definitions ("The Cost Directive", "The List Size Directive"), for a schema that applies them.</summary>
    public const string Sdl = """
        directive @cost(weight: String!) on ARGUMENT_DEFINITION | ENUM | FIELD_DEFINITION | INPUT_FIELD_DEFINITION | OBJECT | SCALAR
        directive @listSize(
          assumedSize: Int, slicingArguments: [String!], sizedFields: [String!], requireOneSlicingArgument: Boolean = true
        ) on FIELD_DEFINITION
        """;

    /// <summary>The weight of <c>@cost</c>: a number in a string, or as Apollo Federation has it a number; null where it is not applied.</summary>
    internal static double? Weight(CostNames names, IReadOnlyList<DirectiveNode> applied) =>
        Find(names.Cost, applied) is { } directive && TryReadWeight(directive, out var weight) ? weight : null;

    internal static bool TryReadWeight(DirectiveNode directive, out double weight)
    {
        var text = directive.Argument("weight") switch
        {
            StringValueNode value => value.Value,
            IntValueNode value => value.Value,
            FloatValueNode value => value.Value,
            _ => null,
        };
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out weight) && double.IsFinite(weight);
    }

    internal static DirectiveNode? ListSize(CostNames names, IReadOnlyList<DirectiveNode> applied) => Find(names.ListSize, applied);

    internal static string[] Texts(ValueNode? value) => value switch
    {
        StringValueNode one => [one.Value],
        ListValueNode many => [.. many.Values.OfType<StringValueNode>().Select(text => text.Value)],
        _ => [],
    };

    internal static DirectiveNode? Find(IReadOnlyList<string> names, IReadOnlyList<DirectiveNode> applied)
    {
        foreach (var directive in applied)
        {
            if (names.Contains(directive.Name)) return directive;
        }

        return null;
    }
}
