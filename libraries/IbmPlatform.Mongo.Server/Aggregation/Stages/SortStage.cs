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
        var bytes = 0L;
        var kept = new List<(byte[] Key, BsonDocument Document)>();
        foreach (var document in input)
        {
            var raw = document.ToBytes();
            ValueSize.Check("$sort", bytes += raw.Length);
            kept.Add((Key(extractor, raw), document));
        }

        return kept.OrderBy(k => k.Key, ByteKeyComparer.Instance).Select(k => k.Document);
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
