using System.Collections.Immutable;
using System.Numerics;
using IbmPlatform.Federation.Supergraphs;

namespace IbmPlatform.Federation.Planning;

/// <summary>How a subgraph is entered at a place by <c>_entities</c>, or as the root.</summary>
/// <param name="Case">The object type that it serves; null when it serves all that stand here.</param>
/// <param name="TypeName">The <c>__typename</c> of its representations; null for a root.</param>
/// <param name="Representation">The fields of its representations.</param>
/// <param name="Dependencies">The arrivals, as bits, that those fields are read from.</param>
/// <param name="KeyFields">How many of those fields, from the first, are the key; the others are required by fields.</param>
internal sealed record Opening(SupergraphType? Case, string? TypeName, ImmutableList<Resolution> Representation, BigInteger Dependencies, int KeyFields);

/// <summary>A subgraph's own object at a place, from which fields are read.</summary>
/// <param name="Node">Subgraph and type.</param>
/// <param name="Opening">How it was entered; null when it came with the field that leads to the place.</param>
internal sealed record Arrival(PlanNode Node, Opening? Opening);

/// <summary>The arrivals that a field is read from; several only where their objects below are merged.</summary>
/// <param name="Demand">The field.</param>
/// <param name="Scope">The type that the field is selected on; abstract without a type condition.</param>
/// <param name="Sources">Indexes of arrivals, one for each that <paramref name="Child"/> starts with; -1 for one that it does not use.</param>
/// <param name="Child">The solution below; null for leaves.</param>
internal sealed record Resolution(FieldDemand Demand, SupergraphType Scope, ImmutableArray<int> Sources, PlaceSolution? Child);

/// <summary>How all that is asked at a place is answered.</summary>
internal sealed class PlaceSolution(ImmutableArray<Arrival> arrivals, ImmutableList<Resolution> common, int cost)
{
    public ImmutableArray<Arrival> Arrivals { get; } = arrivals;

    /// <summary>Fields read without a type condition; for a place of one object type, all its fields.</summary>
    public ImmutableList<Resolution> Common { get; } = common;

    /// <summary>Fields read from objects of one type only.</summary>
    public Dictionary<SupergraphType, ImmutableList<Resolution>> Cases { get; } = [];

    /// <summary>The one object type that stands here; null when it is known by its <c>__typename</c> only, or not at all.</summary>
    public SupergraphType? ObjectType { get; init; }

    /// <summary>The arrival whose <c>__typename</c> tells the type; -1 when nothing needs it.</summary>
    public int TypeSource { get; init; } = -1;

    /// <summary>Object types that not every subgraph can return that could have answered here; see <see cref="PlaceSolver"/>.</summary>
    public IReadOnlyList<SupergraphType> Unshared { get; init; } = [];

    public int Cost { get; } = cost;

    public BigInteger Used()
    {
        var used = TypeSource < 0 ? BigInteger.Zero : Bit(TypeSource);
        foreach (var resolution in Common.Concat(Cases.Values.SelectMany(list => list))) used |= Bits(resolution);
        foreach (var arrival in Arrivals) used |= arrival.Opening?.Dependencies ?? BigInteger.Zero;
        return used;
    }

    public static BigInteger Bits(Resolution resolution) => resolution.Sources.Aggregate(BigInteger.Zero, (bits, source) => source < 0 ? bits : bits | Bit(source));

    public static BigInteger Bit(int arrival) => BigInteger.One << arrival;
}
