using IbmPlatform.Federation.Supergraphs;

namespace IbmPlatform.Federation.Planning;

/// <summary>External fields that a subgraph resolves on the path that was taken (<c>@provides</c>).</summary>
internal sealed class ProvidesView : IEquatable<ProvidesView>
{
    private readonly SelectionTree[] _trees;

    private ProvidesView(SelectionTree[] trees) => _trees = trees;

    public static ProvidesView? Of(params IEnumerable<SelectionTree?> trees)
    {
        SelectionTree[] present = [.. trees.Where(tree => tree is not null).Select(tree => tree!)];
        return present.Length == 0 ? null : new ProvidesView(present);
    }

    public bool Provides(SupergraphType objectType, string field) =>
        Array.Exists(_trees, tree => tree.FieldsFor(objectType).Any(demand => demand.Name == field));

    /// <summary>What is provided below a field.</summary>
    public IEnumerable<SelectionTree?> Below(SupergraphType objectType, string field) =>
        _trees.SelectMany(tree => tree.FieldsFor(objectType)).Where(demand => demand.Name == field).Select(demand => demand.Selection);

    public bool Equals(ProvidesView? other) => other is not null && _trees.AsSpan().SequenceEqual(other._trees);

    public override bool Equals(object? obj) => Equals(obj as ProvidesView);

    public override int GetHashCode() => _trees.Aggregate(0, (hash, tree) => HashCode.Combine(hash, tree));
}
