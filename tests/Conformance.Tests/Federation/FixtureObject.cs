using System.Text.Json.Nodes;
using IbmPlatform.GraphQL.Language;

namespace IbmPlatform.Conformance.Tests.Federation;

/// <summary>An object that a fixture subgraph resolves fields of.</summary>
/// <param name="TypeName">Its type in the subgraph.</param>
/// <param name="Row">What the subgraph has of it.</param>
/// <param name="Sent">The representation that it was asked by; null when it was reached by a field.</param>
/// <param name="Provided">What <c>@provides</c> allows on the way here.</param>
internal sealed record FixtureObject(string TypeName, JsonObject Row, JsonObject? Sent, IReadOnlyList<SelectionSetNode> Provided)
{
    public bool IsProvided(string field) => Fields(field).Any();

    public IReadOnlyList<SelectionSetNode> ProvidedBelow(string field) => [.. Fields(field).Where(node => node.SelectionSet is not null).Select(node => node.SelectionSet!)];

    private IEnumerable<FieldNode> Fields(string name) => Provided.SelectMany(Flatten).Where(field => field.Name == name);

    private static IEnumerable<FieldNode> Flatten(SelectionSetNode set) => set.Selections.SelectMany(selection => selection switch
    {
        FieldNode field => [field],
        InlineFragmentNode fragment => Flatten(fragment.SelectionSet),
        _ => Enumerable.Empty<FieldNode>(),
    });
}
