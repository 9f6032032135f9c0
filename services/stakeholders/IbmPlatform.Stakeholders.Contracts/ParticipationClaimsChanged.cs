using IbmPlatform.Values;

namespace IbmPlatform.Stakeholders.Contracts;

/// <summary>Claims about a role that nobody is named for changed.</summary>
public sealed record ParticipationClaimsChanged(
    string Source,
    long Epoch,
    long Sequence,
    string Id,
    int Version,
    DateTimeOffset OccurredAt,
    string? By,
    ChangeKind Kind,
    IReadOnlyList<string> ChangedFields,
    ParticipationClaims? State)
    : AggregateChanged<ParticipationClaims>(Source, Epoch, Sequence, Id, Version, OccurredAt, By, Kind, ChangedFields, State);
