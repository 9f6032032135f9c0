using IbmPlatform.GraphQL.Language;

namespace IbmPlatform.Federation.Composition.Subgraphs;

/// <summary>A directive applied in a subgraph.</summary>
/// <param name="Name">For federation's own directives the name that the specification gives, whatever the subgraph calls it.</param>
/// <param name="IsFederation">Whether it is one of federation's own.</param>
/// <param name="Node">As written.</param>
internal sealed record DirectiveUse(string Name, bool IsFederation, DirectiveNode Node)
{
    public string? Text(string argument) => (Node.Argument(argument) as StringValueNode)?.Value;

    public bool? Flag(string argument) => (Node.Argument(argument) as BooleanValueNode)?.Value;

    /// <summary>The directive under its merged name, arguments in a fixed order: equal uses print equally.</summary>
    public string Print()
    {
        if (Node.Arguments.Count == 0) return $"@{Name}";
        var arguments = Node.Arguments.OrderBy(argument => argument.Name, StringComparer.Ordinal);
        return $"@{Name}({string.Join(", ", arguments.Select(argument => $"{argument.Name}: {Values.Print(argument.Value)}"))})";
    }
}
