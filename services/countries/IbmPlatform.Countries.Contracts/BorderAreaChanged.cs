using IbmPlatform.Values;

namespace IbmPlatform.Countries.Contracts;

/// <summary>A border area changed.</summary>
public sealed record BorderAreaChanged(
    string Source,
    long Epoch,
    long Sequence,
    string Id,
    int Version,
    DateTimeOffset OccurredAt,
    string? By,
    ChangeKind Kind,
    IReadOnlyList<string> ChangedFields,
    BorderArea? State)
    : AggregateChanged<BorderArea>(Source, Epoch, Sequence, Id, Version, OccurredAt, By, Kind, ChangedFields, State);
