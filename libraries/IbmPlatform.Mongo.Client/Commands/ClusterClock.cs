using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Client.Commands;

/// <summary>The highest cluster time seen, which every command passes on (driver sessions specification, gossiping the cluster time).</summary>
internal sealed class ClusterClock
{
    private sealed record Seen(ulong Time, byte[] Document);

    private Seen? latest;

    /// <summary>The document as a server signed it; null before any came.</summary>
    public BsonDocument? Latest => Volatile.Read(ref latest) is { } seen ? BsonDocument.Parse(seen.Document) : null;

    /// <summary>Takes in a reply's <c>$clusterTime</c>, unless a higher one is known.</summary>
    public void Observe(RawBsonDocument clusterTime)
    {
        if (!clusterTime.TryFind("clusterTime"u8, out var element) || element.Type != BsonType.Timestamp)
            return;
        var time = System.Buffers.Binary.BinaryPrimitives.ReadUInt64LittleEndian(element.Value.Span);
        Seen? next = null;
        while (Volatile.Read(ref latest) is var known && (known is null || known.Time < time))
        {
            next ??= new Seen(time, clusterTime.Bytes.ToArray());
            if (Interlocked.CompareExchange(ref latest, next, known) == known)
                return;
        }
    }

    public void Write(BsonWriter writer)
    {
        if (Volatile.Read(ref latest) is { } seen)
            writer.WriteRawDocument("$clusterTime", seen.Document);
    }
}
