using IbmPlatform.Values;

namespace IbmPlatform.Reports.Changes;

/// <summary>One version of an entity, as the feed tells it.</summary>
/// <param name="Entity">The entity's id.</param>
/// <param name="Owners">The organisations whose record it is.</param>
/// <param name="Sequence">Its place in the feed, by arrival; 0: it was there before the feed had numbers, and stands before all that have one.</param>
internal sealed record ChangeEntry(
    string Entity, EntityType Type, int Version, ChangeKind Kind, DateTimeOffset OccurredAt, IReadOnlyList<string> ChangedFields, string? MergedInto,
    IReadOnlyList<string> Owners, long Sequence = 0)
{
    /// <summary>The version's own id; the same however often its event comes.</summary>
    public static string IdOf(string entity, int version) => $"{entity}@{version}";
}
