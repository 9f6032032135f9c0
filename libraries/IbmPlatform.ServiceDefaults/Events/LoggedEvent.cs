using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Values;

namespace IbmPlatform.ServiceDefaults.Events;

/// <summary>An entry of the owner's durable, append-only log.</summary>
/// <param name="Sequence">Place in the whole log: 1, 2, 3 … without gaps.</param>
/// <param name="Position">Place in its stream: 1, 2, 3 … without gaps; what consumers count by.</param>
/// <param name="Payload">The aggregate's whole new state; null: a tombstone.</param>
/// <param name="Write">The write that caused it, told apart from another's of the same version.</param>
/// <param name="MergedInto">The aggregate that this one was merged into; null unless it was merged.</param>
/// <param name="Keys">The derived values of the payload, for lists as of a past instant; not published.</param>
public sealed record LoggedEvent(
    long Sequence, string Stream, long Position, string Aggregate, int Version, long Epoch, ChangeKind Kind,
    DateTimeOffset OccurredAt, string? By, IReadOnlyList<string> ChangedFields, BsonDocument? Payload, string Write, string? MergedInto = null,
    BsonDocument? Keys = null)
{
    /// <summary>Aggregate id and version: the same however often the event is copied.</summary>
    public string EventId => EventIdOf(Aggregate, Version);

    /// <summary>The id of the event by which an aggregate came to a version.</summary>
    public static string EventIdOf(string aggregate, int version) => $"{aggregate}@{version}";
}
