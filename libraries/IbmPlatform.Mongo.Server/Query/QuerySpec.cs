using IbmPlatform.Mongo.Server.Indexes;

namespace IbmPlatform.Mongo.Server.Query;

/// <summary>What is asked of a collection.</summary>
/// <param name="SortLimit">How many of the first documents in order are wanted; null means all.</param>
/// <param name="Hint">The index that must be used; null leaves the choice.</param>
/// <param name="NaturalDirection">1 or −1 reads in the order of storage; null leaves the choice.</param>
internal sealed record QuerySpec(
    FilterNode Filter, IReadOnlyList<IndexField> Sort, int? SortLimit = null, string? Hint = null, int? NaturalDirection = null)
{
    public static QuerySpec All { get; } = new(new AndNode([]), []);
}
