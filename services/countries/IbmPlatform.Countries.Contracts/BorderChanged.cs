using IbmPlatform.Values;

namespace IbmPlatform.Countries.Contracts;

/// <summary>A border changed.</summary>
public sealed record BorderChanged(
    string Source,
    long Epoch,
    long Sequence,
    string Id,
    int Version,
    DateTimeOffset OccurredAt,
    string? By,
    ChangeKind Kind,
    IReadOnlyList<string> ChangedFields,
    Border? State)
    : AggregateChanged<Border>(Source, Epoch, Sequence, Id, Version, OccurredAt, By, Kind, ChangedFields, State);
