namespace IbmPlatform.Federation.Supergraphs;

/// <summary>What one subgraph knows of a type.</summary>
internal sealed class TypeJoin(Subgraph subgraph)
{
    public Subgraph Subgraph { get; } = subgraph;

    /// <summary>An interface of the supergraph that this subgraph has as an object type, and whose runtime type it can't tell.</summary>
    public bool IsInterfaceObject { get; set; }

    /// <summary>The keys by which this subgraph's <c>_entities</c> finds the type.</summary>
    public List<FieldSet> Keys { get; } = [];

    public Dictionary<string, FieldJoin> Fields { get; } = new(StringComparer.Ordinal);

    /// <summary>The object types that a value of this type can have in this subgraph.</summary>
    public List<SupergraphType> PossibleTypes { get; } = [];
}
