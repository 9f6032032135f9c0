using IbmPlatform.Values;

namespace IbmPlatform.Reports.Changes;

/// <summary>One version of an entity, as the feed tells it.</summary>
/// <param name="Entity">The entity's id.</param>
/// <param name="Owners">The organisations whose record it is.</param>
internal sealed record ChangeEntry(
    string Entity, EntityType Type, int Version, ChangeKind Kind, DateTimeOffset OccurredAt, IReadOnlyList<string> ChangedFields, string? MergedInto,
    IReadOnlyList<string> Owners)
{
    /// <summary>The version's own id; the same however often its event comes.</summary>
    public static string IdOf(string entity, int version) => $"{entity}@{version}";
}
