using IbmPlatform.Federation.Supergraphs;

namespace IbmPlatform.Federation.Planning;

/// <summary>What a plan asks of one subgraph for the objects of one place.</summary>
internal sealed class Fetch(int id, Subgraph subgraph, Place anchor, int slot, Opening opening, QueryNode query)
{
    public int Id { get; } = id;

    public Subgraph Subgraph { get; } = subgraph;

    public Place Anchor { get; } = anchor;

    /// <summary>The slot of the anchor's objects that the answer fills.</summary>
    public int Slot { get; } = slot;

    /// <summary>The object type that it serves; null for all.</summary>
    public SupergraphType? Case { get; } = opening.Case;

    /// <summary>The <c>__typename</c> of its representations; null for a root.</summary>
    public string? TypeName { get; } = opening.TypeName;

    public bool IsRoot => TypeName is null;

    public QueryNode Query { get; } = query;

    /// <summary>The fields of its representations, in parts that several demands brought.</summary>
    public List<RepresentationPart> Representation { get; } = [];

    public HashSet<Fetch> DependsOn { get; } = [];

    /// <summary>Mutations run their root fields one after another: nothing of one stage starts before the stage above is done.</summary>
    public int Stage { get; init; }

    public bool Reaches(Fetch other) => this == other || DependsOn.Any(before => before.Reaches(other));

    public int Level() => DependsOn.Count == 0 ? 0 : 1 + DependsOn.Max(before => before.Level());
}

/// <summary>Fields that one demand brought into the representations of a fetch.</summary>
/// <param name="Fields">Where they are read from.</param>
/// <param name="KeyFields">How many of them, from the first, are the key; the others are what a field requires.</param>
internal sealed record RepresentationPart(IReadOnlyList<Binding> Fields, int KeyFields);
