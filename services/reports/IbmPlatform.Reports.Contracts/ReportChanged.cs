using IbmPlatform.Values;

namespace IbmPlatform.Reports.Contracts;

/// <summary>A report changed.</summary>
public sealed record ReportChanged(
    string Source,
    long Epoch,
    long Sequence,
    string Id,
    int Version,
    DateTimeOffset OccurredAt,
    string? By,
    ChangeKind Kind,
    IReadOnlyList<string> ChangedFields,
    Report? State)
    : AggregateChanged<Report>(Source, Epoch, Sequence, Id, Version, OccurredAt, By, Kind, ChangedFields, State);
