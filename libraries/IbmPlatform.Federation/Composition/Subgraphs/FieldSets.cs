using System.Diagnostics.CodeAnalysis;
using IbmPlatform.GraphQL.Errors;
using IbmPlatform.GraphQL.Language;

namespace IbmPlatform.Federation.Composition.Subgraphs;

/// <summary>Field sets: the selections that <c>@key</c>, <c>@requires</c> and <c>@provides</c> hold as strings.</summary>
internal static class FieldSets
{
    /// <summary>The text with white space collapsed, so that equal sets written over several lines are equal.</summary>
    public static string Normalise(string fields)
    {
        var text = string.Join(' ', fields.Split([' ', '\t', '\r', '\n', ','], StringSplitOptions.RemoveEmptyEntries));
        return text.StartsWith('{') && text.EndsWith('}') ? text[1..^1].Trim() : text;
    }

    /// <summary>The selections, or what is wrong with the text.</summary>
    public static bool TryParse(string fields, [NotNullWhen(true)] out SelectionSetNode? selections, [NotNullWhen(false)] out string? fault)
    {
        try
        {
            (selections, fault) = (Parser.ParseSelectionSet($"{{{fields}}}", ParserOptions.Trusted), null);
            return true;
        }
        catch (GraphQLSyntaxException syntax)
        {
            (selections, fault) = (null, syntax.Message);
            return false;
        }
    }

    /// <summary>
    /// Every field that the set selects on the type, with the type it is selected on; fields that don't exist are skipped.
    /// For a field of an interface its implementations' fields come too, for they are what is fetched.
    /// </summary>
    public static IEnumerable<SubgraphField> Targets(Subgraph subgraph, SubgraphType type, string fields) =>
        TryParse(fields, out var selections, out _) ? Targets(subgraph, type, selections) : [];

    private static IEnumerable<SubgraphField> Targets(Subgraph subgraph, SubgraphType type, SelectionSetNode selections)
    {
        foreach (var selection in selections.Selections)
        {
            switch (selection)
            {
                case InlineFragmentNode fragment:
                    var condition = fragment.TypeCondition is null ? type : subgraph.Find(fragment.TypeCondition.Name);
                    if (condition is null) break;
                    foreach (var target in Targets(subgraph, condition, fragment.SelectionSet)) yield return target;
                    break;
                case FieldNode node when type.Fields.TryGetValue(node.Name, out var field):
                    yield return field;
                    if (type.Kind == TypeKind.Interface)
                    {
                        foreach (var implementation in subgraph.PossibleTypes(type))
                        {
                            if (implementation.Fields.TryGetValue(node.Name, out var own)) yield return own;
                        }
                    }

                    if (node.SelectionSet is null || subgraph.Find(field.Type.NamedType.Name) is not { } inner) break;
                    foreach (var target in Targets(subgraph, inner, node.SelectionSet)) yield return target;
                    break;
            }
        }
    }
}
