using IbmPlatform.Values;

namespace IbmPlatform.Funding.Contracts;

/// <summary>A contribution changed.</summary>
public sealed record ContributionChanged(
    string Source,
    long Epoch,
    long Sequence,
    string Id,
    int Version,
    DateTimeOffset OccurredAt,
    string? By,
    ChangeKind Kind,
    IReadOnlyList<string> ChangedFields,
    Contribution? State)
    : AggregateChanged<Contribution>(Source, Epoch, Sequence, Id, Version, OccurredAt, By, Kind, ChangedFields, State);
