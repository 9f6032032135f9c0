using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Indexes;

namespace IbmPlatform.Mongo.Server.Query.Predicates;

/// <summary><c>$in</c>: equal to one of the values, or matched by one of the regular expressions.</summary>
internal sealed class InPredicate : Predicate
{
    private readonly HashSet<byte[]> keys;
    private readonly HashSet<byte[]>.AlternateLookup<ReadOnlySpan<byte>> lookup;
    private readonly IReadOnlyList<RegexPredicate> patterns;
    private readonly bool hasNull;

    public InPredicate(IReadOnlyList<RawValue> values, IReadOnlyList<RegexPredicate> patterns)
    {
        Values = values;
        this.patterns = patterns;
        hasNull = values.Any(v => v.Type == BsonType.Null);
        keys = new HashSet<byte[]>(ByteKeyComparer.Instance);
        lookup = keys.GetAlternateLookup<ReadOnlySpan<byte>>();
        var writer = new KeyWriter();
        foreach (var value in values)
        {
            writer.Clear();
            writer.AppendValue(value.Type, value.Bytes.Span);
            keys.Add(writer.ToArray());
        }
    }

    public IReadOnlyList<RawValue> Values { get; }

    public bool HasPatterns => patterns.Count > 0;

    public override bool Matches(BsonType type, ReadOnlySpan<byte> value)
    {
        if (type is RawValue.Missing or BsonType.Null)
            return hasNull;
        var writer = scratch ??= new KeyWriter();
        writer.Clear();
        writer.AppendValue(type, value);
        if (lookup.Contains(writer.Written))
            return true;
        foreach (var pattern in patterns)
        {
            if (pattern.Matches(type, value))
                return true;
        }

        return false;
    }

    [ThreadStatic]
    private static KeyWriter? scratch;
}
