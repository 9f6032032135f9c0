using IbmPlatform.Values;

namespace IbmPlatform.Projects.Contracts;

/// <summary>A programme changed.</summary>
public sealed record ProgrammeChanged(
    string Source,
    long Epoch,
    long Sequence,
    string Id,
    int Version,
    DateTimeOffset OccurredAt,
    string? By,
    ChangeKind Kind,
    IReadOnlyList<string> ChangedFields,
    Programme? State)
    : AggregateChanged<Programme>(Source, Epoch, Sequence, Id, Version, OccurredAt, By, Kind, ChangedFields, State);
