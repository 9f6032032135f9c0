using IbmPlatform.Federation.Supergraphs;
using IbmPlatform.GraphQL.Language;

namespace IbmPlatform.Federation.Planning;

/// <summary>The field sets of keys, @requires and @provides as selections of a type, one for each pair.</summary>
internal sealed class FieldSetTrees(Supergraph supergraph)
{
    private readonly OperationScope _scope = new(supergraph, new Dictionary<string, FragmentDefinitionNode>(), new Dictionary<string, bool>());
    private readonly Dictionary<(FieldSet Set, SupergraphType Type), SelectionTree> _trees = [];

    public SelectionTree Of(FieldSet set, SupergraphType type)
    {
        if (!_trees.TryGetValue((set, type), out var tree)) _trees.Add((set, type), tree = new SelectionTree(_scope, type, [set.Selection]));
        return tree;
    }
}
