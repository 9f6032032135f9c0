using IbmPlatform.GraphQL.Language;

namespace IbmPlatform.Federation.Composition.Subgraphs;

/// <summary>Literals as text, for output and comparison.</summary>
internal static class Values
{
    /// <summary>The literal in one canonical spelling: strings never as blocks, spaces after commas and colons.</summary>
    public static string Print(ValueNode value) => value switch
    {
        StringValueNode text => new StringValueNode(text.Value).ToString(),
        ListValueNode list => $"[{string.Join(", ", list.Values.Select(Print))}]",
        ObjectValueNode fields => fields.Fields.Count == 0
            ? "{}"
            : $"{{{string.Join(", ", fields.Fields.Select(field => $"{field.Name}: {Print(field.Value)}"))}}}",
        _ => value.ToString(),
    };
}
