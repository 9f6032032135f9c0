using IbmPlatform.Values;

namespace IbmPlatform.Projects.Contracts;

/// <summary>A thematic area changed.</summary>
public sealed record ThematicAreaChanged(
    string Source,
    long Epoch,
    long Sequence,
    string Id,
    int Version,
    DateTimeOffset OccurredAt,
    string? By,
    ChangeKind Kind,
    IReadOnlyList<string> ChangedFields,
    ThematicArea? State)
    : AggregateChanged<ThematicArea>(Source, Epoch, Sequence, Id, Version, OccurredAt, By, Kind, ChangedFields, State);
