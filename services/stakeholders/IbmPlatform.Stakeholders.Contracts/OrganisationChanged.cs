using IbmPlatform.Values;

namespace IbmPlatform.Stakeholders.Contracts;

/// <summary>An organisation changed.</summary>
public sealed record OrganisationChanged(
    string Source,
    long Epoch,
    long Sequence,
    string Id,
    int Version,
    DateTimeOffset OccurredAt,
    string? By,
    ChangeKind Kind,
    IReadOnlyList<string> ChangedFields,
    Organisation? State)
    : AggregateChanged<Organisation>(Source, Epoch, Sequence, Id, Version, OccurredAt, By, Kind, ChangedFields, State);
