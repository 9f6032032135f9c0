using IbmPlatform.Values;

namespace IbmPlatform.Funding.Contracts;

/// <summary>An instrument changed.</summary>
public sealed record InstrumentChanged(
    string Source,
    long Epoch,
    long Sequence,
    string Id,
    int Version,
    DateTimeOffset OccurredAt,
    string? By,
    ChangeKind Kind,
    IReadOnlyList<string> ChangedFields,
    Instrument? State)
    : AggregateChanged<Instrument>(Source, Epoch, Sequence, Id, Version, OccurredAt, By, Kind, ChangedFields, State);
