using IbmPlatform.Federation.Supergraphs;
using IbmPlatform.GraphQL.Language;

namespace IbmPlatform.Federation.Planning;

/// <summary>A field that a selection asks of an object, all its mentions merged.</summary>
internal sealed class FieldDemand(string responseName, FieldNode node, string signature, SupergraphField? field, SelectionTree? selection)
{
    public const string Typename = "__typename";

    private int? _weight;

    public string ResponseName { get; } = responseName;

    public string Name { get; } = node.Name;

    public IReadOnlyList<ArgumentNode> Arguments { get; } = node.Arguments;

    /// <summary>Name and arguments as text: two demands of one signature want the same value.</summary>
    public string Signature { get; } = signature;

    /// <summary>The supergraph's field; null for meta fields.</summary>
    public SupergraphField? Field { get; } = field;

    /// <summary>What is asked below; null for leaves.</summary>
    public SelectionTree? Selection { get; } = selection;

    /// <summary>What is asked below a meta field, which no subgraph is asked for.</summary>
    public MetaSelection? Meta { get; init; }

    /// <summary>How many fields it brings with it, itself included.</summary>
    public int Weight => _weight ??= 1 + (Selection?.Weight() ?? 0);

    public bool IsMeta => Field is null;

    public override string ToString() => Signature;
}
