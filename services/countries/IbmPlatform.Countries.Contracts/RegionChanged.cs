using IbmPlatform.Values;

namespace IbmPlatform.Countries.Contracts;

/// <summary>A region changed.</summary>
public sealed record RegionChanged(
    string Source,
    long Epoch,
    long Sequence,
    string Id,
    int Version,
    DateTimeOffset OccurredAt,
    string? By,
    ChangeKind Kind,
    IReadOnlyList<string> ChangedFields,
    Region? State)
    : AggregateChanged<Region>(Source, Epoch, Sequence, Id, Version, OccurredAt, By, Kind, ChangedFields, State);
