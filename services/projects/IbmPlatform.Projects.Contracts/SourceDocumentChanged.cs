using IbmPlatform.Values;

namespace IbmPlatform.Projects.Contracts;

/// <summary>A source document changed.</summary>
public sealed record SourceDocumentChanged(
    string Source,
    long Epoch,
    long Sequence,
    string Id,
    int Version,
    DateTimeOffset OccurredAt,
    string? By,
    ChangeKind Kind,
    IReadOnlyList<string> ChangedFields,
    SourceDocument? State)
    : AggregateChanged<SourceDocument>(Source, Epoch, Sequence, Id, Version, OccurredAt, By, Kind, ChangedFields, State);
