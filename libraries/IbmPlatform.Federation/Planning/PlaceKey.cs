using System.Collections.Immutable;
using System.Numerics;
using IbmPlatform.Federation.Supergraphs;

namespace IbmPlatform.Federation.Planning;

/// <summary>What a place's solution depends on.</summary>
internal readonly struct PlaceKey(SupergraphType type, ImmutableArray<PlanNode> nodes, BigInteger peers, SelectionTree selection) : IEquatable<PlaceKey>
{
    private readonly SupergraphType _type = type;
    private readonly ImmutableArray<PlanNode> _nodes = nodes;
    private readonly BigInteger _peers = peers;
    private readonly SelectionTree _selection = selection;

    public bool Equals(PlaceKey other) =>
        ReferenceEquals(_type, other._type) && ReferenceEquals(_selection, other._selection) && _peers == other._peers && _nodes.AsSpan().SequenceEqual(other._nodes.AsSpan());

    public override bool Equals(object? obj) => obj is PlaceKey other && Equals(other);

    public override int GetHashCode() => _nodes.Aggregate(HashCode.Combine(_type, _selection), HashCode.Combine);
}
