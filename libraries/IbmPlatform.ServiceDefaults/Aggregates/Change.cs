using IbmPlatform.Values;

namespace IbmPlatform.ServiceDefaults.Aggregates;

/// <summary>Who writes, when, and what kind of change it is.</summary>
/// <param name="By">The user or organisation; null: the system.</param>
/// <param name="At">The instant to record; null: now.</param>
/// <param name="Kind">The kind that the event carries; null: created for version 1, else updated.</param>
/// <param name="MergedInto">For <see cref="ChangeKind.Merged"/>: the aggregate that goes on.</param>
public sealed record Change(string? By = null, DateTimeOffset? At = null, ChangeKind? Kind = null, string? MergedInto = null)
{
    /// <summary>A change by the system, now.</summary>
    public static Change BySystem { get; } = new();
}
