using IbmPlatform.Values;

namespace IbmPlatform.Funding.Contracts;

/// <summary>An exchange rate changed.</summary>
public sealed record ExchangeRateChanged(
    string Source,
    long Epoch,
    long Sequence,
    string Id,
    int Version,
    DateTimeOffset OccurredAt,
    string? By,
    ChangeKind Kind,
    IReadOnlyList<string> ChangedFields,
    ExchangeRate? State)
    : AggregateChanged<ExchangeRate>(Source, Epoch, Sequence, Id, Version, OccurredAt, By, Kind, ChangedFields, State);
