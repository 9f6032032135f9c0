using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Aggregation.Expressions;
using IbmPlatform.Mongo.Server.Indexes;

namespace IbmPlatform.Mongo.Server.Aggregation.Accumulators;

/// <summary>A value with the key that it is ranked by, as <see cref="RankedAccumulator"/> takes them.</summary>
internal static class RankedValue
{
    /// <summary>Ranked by itself; null and absent values do not count.</summary>
    public static Expression ByItself(Expression input) => new LazyExpression(scope =>
        input.Evaluate(scope) is { } value && !Operands.IsNullish(value) ? Of(Key(value), value) : null);

    /// <summary>Ranked by the document's place in a sort; an absent value counts as null.</summary>
    public static Expression BySort(KeyExtractor sort, Expression output) => new LazyExpression(scope =>
    {
        try
        {
            return Of(sort.Extract(scope.Root.ToBytes())[0], output.Evaluate(scope) ?? BsonNull.Value);
        }
        catch (ParallelArraysException)
        {
            throw CommandException.BadValue("cannot sort with keys that are parallel arrays");
        }
    });

    public static (byte[] Key, BsonValue Value) Parts(BsonValue ranked) =>
        (((BsonBinary)ranked.AsArray[0]).Bytes.ToArray(), ranked.AsArray[1]);

    private static BsonArray Of(byte[] key, BsonValue value) => [new BsonBinary(key), value];

    private static byte[] Key(BsonValue value)
    {
        var raw = Query.RawValue.From(value);
        var writer = new KeyWriter();
        writer.AppendValue(raw.Type, raw.Bytes.Span);
        return writer.ToArray();
    }
}
