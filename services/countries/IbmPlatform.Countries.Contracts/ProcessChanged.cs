using IbmPlatform.Values;

namespace IbmPlatform.Countries.Contracts;

/// <summary>A process changed.</summary>
public sealed record ProcessChanged(
    string Source,
    long Epoch,
    long Sequence,
    string Id,
    int Version,
    DateTimeOffset OccurredAt,
    string? By,
    ChangeKind Kind,
    IReadOnlyList<string> ChangedFields,
    Process? State)
    : AggregateChanged<Process>(Source, Epoch, Sequence, Id, Version, OccurredAt, By, Kind, ChangedFields, State);
