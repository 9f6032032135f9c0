namespace IbmPlatform.ServiceDefaults.Schema;

/// <summary>One version of a record: who, when, what changed.</summary>
public sealed record Revision(int Version, DateTimeOffset At, string? By, IReadOnlyList<FieldDifference> Changes);

/// <summary>One field's values as text: before, now, and what a refused writer wanted.</summary>
public sealed record FieldDifference(string Field, string? Base, string? Current, string? Submitted);
