using IbmPlatform.Values;

namespace IbmPlatform.ServiceDefaults.Tests;

public sealed record Thing(string Id, string Name, int? Rank = null)
{
    public static Thing Of(string name, int? rank = null) => new($"thing/{name}", name, rank);
}

public sealed record ThingChanged(
    string Source, long Epoch, long Sequence, string Id, int Version, DateTimeOffset OccurredAt, string? By, ChangeKind Kind,
    IReadOnlyList<string> ChangedFields, Thing? State)
    : AggregateChanged<Thing>(Source, Epoch, Sequence, Id, Version, OccurredAt, By, Kind, ChangedFields, State);
