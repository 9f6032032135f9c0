using IbmPlatform.Values;

namespace IbmPlatform.Funding.Contracts;

/// <summary>A transaction changed.</summary>
public sealed record TransactionChanged(
    string Source,
    long Epoch,
    long Sequence,
    string Id,
    int Version,
    DateTimeOffset OccurredAt,
    string? By,
    ChangeKind Kind,
    IReadOnlyList<string> ChangedFields,
    Transaction? State)
    : AggregateChanged<Transaction>(Source, Epoch, Sequence, Id, Version, OccurredAt, By, Kind, ChangedFields, State);
