using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Indexes;
using IbmPlatform.Mongo.Server.Storage;

namespace IbmPlatform.Mongo.Server.Query.Execution;

/// <summary>Sorts in memory; with a limit it keeps no more documents than that.</summary>
internal sealed class SortedSource(DocumentSource source, IReadOnlyList<IndexField> sort, int? limit) : DocumentSource
{
    /// <summary>What one sort may hold, as MongoDB's default: it stops a query from taking the server's memory.</summary>
    public const long MaxBytes = 100L * 1024 * 1024;

    // A document's place in the queue and its array's header.
    private const int DocumentOverhead = 64;

    private Queue<StoredDocument>? sorted;
    private long waitingBytes;

    public override bool TryNext(QueryContext context, out StoredDocument document)
    {
        sorted ??= Sort(context);
        if (!sorted.TryDequeue(out document))
            return false;
        waitingBytes -= SizeOf(document);
        return true;
    }

    public override long HeldBytes => waitingBytes + source.HeldBytes;

    public override void Suspend() => source.Suspend();

    public override BsonDocument Explain()
    {
        var pattern = new BsonDocument();
        foreach (var field in sort)
            pattern.Add(field.Path, field.Descending ? -1 : 1);
        var explained = new BsonDocument { ["stage"] = "SORT", ["sortPattern"] = pattern };
        if (limit is { } count)
            explained.Add("limitAmount", count);
        return explained.Add("inputStage", source.Explain());
    }

    private Queue<StoredDocument> Sort(QueryContext context)
    {
        var extractor = new KeyExtractor(sort);
        // The largest kept key on top; the arrival number keeps equal keys in the order found.
        var kept = new PriorityQueue<StoredDocument, (byte[] Key, long Arrival)>(LargestFirst);
        var bytes = 0L;
        for (var arrival = 0L; source.TryNext(context, out var document); arrival++)
        {
            var key = SmallestKey(extractor, document);
            bytes += document.Bson.Length + key.Length;
            kept.Enqueue(document, (key, arrival));
            if (limit is { } max && kept.Count > max && kept.TryDequeue(out var removed, out var place))
                bytes -= removed.Bson.Length + place.Key.Length;
            if (bytes > MaxBytes)
            {
                throw new CommandException(MongoErrorCodes.QueryExceededMemoryLimitNoDiskUseAllowed,
                    $"Sort exceeded memory limit of {MaxBytes} bytes, and this server does not sort on disk: add an index for the sort, or a limit.");
            }
        }

        source.Suspend();
        var ordered = new StoredDocument[kept.Count];
        for (var i = kept.Count - 1; i >= 0; i--)
        {
            ordered[i] = kept.Dequeue();
            waitingBytes += SizeOf(ordered[i]);
        }

        return new Queue<StoredDocument>(ordered);
    }

    private static long SizeOf(StoredDocument document) => document.Bson.Length + DocumentOverhead;

    private static byte[] SmallestKey(KeyExtractor extractor, StoredDocument document)
    {
        try
        {
            return extractor.Extract(document.Bson)[0];
        }
        catch (ParallelArraysException)
        {
            throw CommandException.BadValue("cannot sort with keys that are parallel arrays");
        }
    }

    private static readonly IComparer<(byte[] Key, long Arrival)> LargestFirst = Comparer<(byte[] Key, long Arrival)>.Create((x, y) =>
    {
        var order = y.Key.AsSpan().SequenceCompareTo(x.Key);
        return order != 0 ? order : y.Arrival.CompareTo(x.Arrival);
    });
}
