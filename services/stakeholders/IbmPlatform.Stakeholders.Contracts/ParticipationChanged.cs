using IbmPlatform.Values;

namespace IbmPlatform.Stakeholders.Contracts;

/// <summary>A participation changed.</summary>
public sealed record ParticipationChanged(
    string Source,
    long Epoch,
    long Sequence,
    string Id,
    int Version,
    DateTimeOffset OccurredAt,
    string? By,
    ChangeKind Kind,
    IReadOnlyList<string> ChangedFields,
    Participation? State)
    : AggregateChanged<Participation>(Source, Epoch, Sequence, Id, Version, OccurredAt, By, Kind, ChangedFields, State);
