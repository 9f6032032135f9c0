using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Client.Topology;

/// <summary>Orders what one server process has said of itself, so that an old answer does not replace a newer one.</summary>
internal sealed record TopologyVersion(ObjectId ProcessId, long Counter)
{
    /// <summary>Of a hello reply or an error reply; null where the server states none.</summary>
    public static TopologyVersion? Of(BsonDocument? reply) =>
        reply?.Find("topologyVersion") is BsonDocument version && version.Find("processId") is BsonObjectId process && version.Find("counter") is { IsNumber: true } counter
            ? new TopologyVersion(process.Value, counter.ToInt64())
            : null;

    /// <summary>Negative where the first is older or nothing can be said: then the second counts.</summary>
    public static int Compare(TopologyVersion? first, TopologyVersion? second) =>
        first is null || second is null || first.ProcessId != second.ProcessId ? -1 : first.Counter.CompareTo(second.Counter);
}
