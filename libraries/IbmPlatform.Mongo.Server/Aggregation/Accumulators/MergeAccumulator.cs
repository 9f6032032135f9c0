using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Aggregation.Expressions;

namespace IbmPlatform.Mongo.Server.Aggregation.Accumulators;

/// <summary><c>$mergeObjects</c>: the fields of all documents, of one name the last.</summary>
internal sealed class MergeAccumulator : Accumulator
{
    private readonly FieldSetter merged = new();
    private long keptBytes;

    public override BsonValue Result => merged.Document("$mergeObjects");

    public override long Kept => keptBytes;

    public override void Add(BsonValue? value)
    {
        if (Operands.IsNullish(value))
            return;
        foreach (var (name, field) in value as BsonDocument ?? throw Operands.Wrong("$mergeObjects", "objects", value))
        {
            merged.Set(name, field);
            keptBytes += 32 + (2L * name.Length) + ValueSize.Of(field);
        }
    }
}
