using IbmPlatform.Values;

namespace IbmPlatform.Funding.Contracts;

/// <summary>A budget changed.</summary>
public sealed record BudgetChanged(
    string Source,
    long Epoch,
    long Sequence,
    string Id,
    int Version,
    DateTimeOffset OccurredAt,
    string? By,
    ChangeKind Kind,
    IReadOnlyList<string> ChangedFields,
    Budget? State)
    : AggregateChanged<Budget>(Source, Epoch, Sequence, Id, Version, OccurredAt, By, Kind, ChangedFields, State);
