using IbmPlatform.Values;

namespace IbmPlatform.Countries.Contracts;

/// <summary>A country changed.</summary>
public sealed record CountryChanged(
    string Source,
    long Epoch,
    long Sequence,
    string Id,
    int Version,
    DateTimeOffset OccurredAt,
    string? By,
    ChangeKind Kind,
    IReadOnlyList<string> ChangedFields,
    Country? State)
    : AggregateChanged<Country>(Source, Epoch, Sequence, Id, Version, OccurredAt, By, Kind, ChangedFields, State);
