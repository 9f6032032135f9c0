using IbmPlatform.Values;

namespace IbmPlatform.Projects.Contracts;

/// <summary>A project or one of its parts changed.</summary>
public sealed record ProjectChanged(
    string Source,
    long Epoch,
    long Sequence,
    string Id,
    int Version,
    DateTimeOffset OccurredAt,
    string? By,
    ChangeKind Kind,
    IReadOnlyList<string> ChangedFields,
    Project? State)
    : AggregateChanged<Project>(Source, Epoch, Sequence, Id, Version, OccurredAt, By, Kind, ChangedFields, State);
