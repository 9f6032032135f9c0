using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Indexes;

namespace IbmPlatform.Mongo.Server.Aggregation.Stages;

/// <summary><c>$sort</c>, in memory.</summary>
internal sealed class SortStage(IReadOnlyList<IndexField> fields) : IStage
{
    public IReadOnlyList<IndexField> Fields { get; } = fields;

    public IEnumerable<BsonDocument> Apply(IEnumerable<BsonDocument> input, StageContext context)
    {
        var extractor = new KeyExtractor(Fields);
        using var memory = context.Memory.Open("$sort");
        // Encoded they take what is counted; as values it would be several times that.
        var kept = new List<(byte[] Key, byte[] Document)>();
        foreach (var document in input)
        {
            var raw = document.ToBytes();
            memory.Add(raw.Length);
            kept.Add((Key(extractor, raw), raw));
        }

        var sorted = new Queue<byte[]>(kept.OrderBy(k => k.Key, ByteKeyComparer.Instance).Select(k => k.Document));
        kept.Clear();
        while (sorted.TryDequeue(out var next))
        {
            memory.Add(-next.Length);
            yield return BsonDocument.Parse(next);
        }
    }

    private static byte[] Key(KeyExtractor extractor, byte[] document)
    {
        try
        {
            return extractor.Extract(document)[0];
        }
        catch (ParallelArraysException)
        {
            throw CommandException.BadValue("cannot sort with keys that are parallel arrays");
        }
    }
}
