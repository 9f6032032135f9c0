using IbmPlatform.Federation.Supergraphs;
using IbmPlatform.GraphQL.Language;

namespace IbmPlatform.Federation.Planning;

/// <summary>What a selection is read against: the supergraph, the document's fragments, and the values of @skip and @include variables.</summary>
internal sealed class OperationScope(
    Supergraph supergraph, IReadOnlyDictionary<string, FragmentDefinitionNode> fragments, IReadOnlyDictionary<string, bool> conditions)
{
    private readonly Dictionary<FieldNode, int> _ids = new(ReferenceEqualityComparer.Instance);

    public Supergraph Supergraph { get; } = supergraph;

    public FragmentDefinitionNode Fragment(string name) => fragments[name];

    public int IdOf(FieldNode node)
    {
        if (!_ids.TryGetValue(node, out var id)) _ids.Add(node, id = _ids.Count);
        return id;
    }

    public bool Includes(SelectionNode selection)
    {
        foreach (var directive in selection.Directives)
        {
            switch (directive.Name)
            {
                case "skip" when IsTrue(directive): return false;
                case "include" when !IsTrue(directive): return false;
                case "skip" or "include": break;
                default:
                    throw new PlanningException(
                        $"The directive @{directive.Name} stands on a selection; this gateway forwards directives of the operation only. Remove it from the selection.");
            }
        }

        return true;
    }

    private bool IsTrue(DirectiveNode directive) => directive.Argument("if") switch
    {
        BooleanValueNode value => value.Value,
        VariableNode variable => conditions.TryGetValue(variable.Name, out var value) && value,
        _ => false,
    };
}
