namespace IbmPlatform.ServiceDefaults.Caching;

/// <summary>
/// Records decoded from the store's documents, each with the stamp of the write that it was read at; the least recently used leave
/// first. It never says what is current: a reader asks the store for the stamp and finds here only what was decoded of that very write.
/// </summary>
/// <param name="maxBytes">How much memory its records may take, estimated from their documents; 0 keeps nothing.</param>
public sealed class RecordCache(long maxBytes = RecordCache.DefaultMaxBytes)
{
    /// <summary>64 MiB: some thousands of whole projects, and no more than a small container can spare.</summary>
    public const long DefaultMaxBytes = 64L << 20;

    /// <summary>What objects, their headers and UTF-16 make of a byte of BSON, measured on the data set and rounded up.</summary>
    private const int MemoryPerByte = 4;

    /// <summary>One record may take this part of the whole at most, so that a giant does not push everything else out.</summary>
    private const int LargestPart = 8;

    private readonly Lock gate = new();
    private readonly Dictionary<(object Owner, string Id), LinkedListNode<Entry>> entries = [];
    private readonly LinkedList<Entry> byUse = new();
    private long bytes;

    /// <summary>The estimated memory of what is kept.</summary>
    public long Bytes
    {
        get
        {
            lock (gate)
                return bytes;
        }
    }

    /// <summary>How many records are kept.</summary>
    public int Count
    {
        get
        {
            lock (gate)
                return entries.Count;
        }
    }

    internal bool TryGet<T>(object owner, string id, in Stamp stamp, out T? record)
        where T : class
    {
        lock (gate)
        {
            if (entries.TryGetValue((owner, id), out var node) && node.Value.Stamp == stamp)
            {
                if (!ReferenceEquals(byUse.First, node))
                {
                    byUse.Remove(node);
                    byUse.AddFirst(node);
                }
                record = (T?)node.Value.Record;
                return true;
            }
        }
        record = null;
        return false;
    }

    /// <summary>Keeps a record in place of what was kept of its id.</summary>
    /// <param name="owner">Who reads the record; two readers of one document may make different things of it.</param>
    /// <param name="record">Null for a tombstone.</param>
    internal void Set<T>(object owner, string id, in Stamp stamp, T? record, int documentBytes)
        where T : class
    {
        var size = (long)documentBytes * MemoryPerByte;
        lock (gate)
        {
            if (entries.TryGetValue((owner, id), out var present))
                Remove(present);
            if (size > maxBytes / LargestPart)
                return;
            entries[(owner, id)] = byUse.AddFirst(new Entry(owner, id, stamp, record, size));
            bytes += size;
            while (bytes > maxBytes)
                Remove(byUse.Last!);
        }
    }

    private void Remove(LinkedListNode<Entry> node)
    {
        byUse.Remove(node);
        entries.Remove((node.Value.Owner, node.Value.Id));
        bytes -= node.Value.Bytes;
    }

    private sealed record Entry(object Owner, string Id, Stamp Stamp, object? Record, long Bytes);
}
