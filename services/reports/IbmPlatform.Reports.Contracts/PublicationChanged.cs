using IbmPlatform.Values;

namespace IbmPlatform.Reports.Contracts;

/// <summary>A publication changed.</summary>
public sealed record PublicationChanged(
    string Source,
    long Epoch,
    long Sequence,
    string Id,
    int Version,
    DateTimeOffset OccurredAt,
    string? By,
    ChangeKind Kind,
    IReadOnlyList<string> ChangedFields,
    Publication? State)
    : AggregateChanged<Publication>(Source, Epoch, Sequence, Id, Version, OccurredAt, By, Kind, ChangedFields, State);
