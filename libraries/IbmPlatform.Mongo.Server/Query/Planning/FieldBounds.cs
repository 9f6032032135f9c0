using System.Buffers;
using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Indexes;
using IbmPlatform.Mongo.Server.Query.Predicates;

namespace IbmPlatform.Mongo.Server.Query.Planning;

/// <summary>The intervals of one field's values outside of which a predicate cannot match; null when it says nothing usable.</summary>
internal static class FieldBounds
{
    private static readonly SearchValues<char> PatternCharacters = SearchValues.Create(@"\.[](){}*+?^$#");

    public static IReadOnlyList<KeyInterval>? Of(Predicate predicate) => predicate switch
    {
        ComparePredicate compare => Of(compare),
        InPredicate { HasPatterns: false } any => Of(any),
        ElementValuePredicate element => Of(element),
        RegexPredicate regex => Of(regex),
        _ => null,
    };

    /// <summary>Whether a document without the field can match; a sparse index then misses it.</summary>
    public static bool MatchesMissing(Predicate predicate) => predicate.Matches(RawValue.Missing, default);

    private static IReadOnlyList<KeyInterval>? Of(ComparePredicate predicate)
    {
        var (type, bytes) = (predicate.Operand.Type, predicate.Operand.Bytes);
        // An array also equals by its elements' order, and MinKey and MaxKey compare with all types: not one interval of this field.
        if (type is BsonType.Array or BsonType.Undefined || (type is BsonType.MinKey or BsonType.MaxKey && predicate.Comparison != Comparison.Equal))
            return null;
        var key = Encode(type, bytes.Span);
        byte[] first = [key[0]], last = [(byte)(key[0] + 1)];
        if (RawComparer.IsNaN(type, bytes.Span))
            return [new KeyInterval(first, last, IsPoint: false)];
        return predicate.Comparison switch
        {
            Comparison.Equal => [KeyInterval.Point(key)],
            Comparison.Greater => [new KeyInterval(KeyInterval.After(key), last, IsPoint: false)],
            Comparison.GreaterOrEqual => [new KeyInterval(key, last, IsPoint: false)],
            Comparison.Less => [new KeyInterval(first, key, IsPoint: false)],
            _ => [new KeyInterval(first, KeyInterval.After(key), IsPoint: false)],
        };
    }

    private static IReadOnlyList<KeyInterval>? Of(InPredicate predicate)
    {
        if (predicate.Values.Any(v => v.Type is BsonType.Array or BsonType.Undefined))
            return null;
        return [.. predicate.Values.Select(v => Encode(v.Type, v.Bytes.Span)).Distinct(ByteKeyComparer.Instance)
            .Order(ByteKeyComparer.Instance).Select(KeyInterval.Point)];
    }

    // All conditions hold for one and the same element, so their intervals may be intersected even in an array.
    private static IReadOnlyList<KeyInterval>? Of(ElementValuePredicate predicate)
    {
        IReadOnlyList<KeyInterval>? bounds = null;
        foreach (var (condition, negated) in predicate.Conditions)
        {
            if (!negated && Of(condition) is { } more)
                bounds = bounds is null ? more : Intersect(bounds, more);
        }

        return bounds;
    }

    // ^literal: every match starts with it. A regular expression stored as a value matches itself and sorts elsewhere.
    private static IReadOnlyList<KeyInterval>? Of(RegexPredicate predicate)
    {
        if (predicate.Options.Length > 0 || !predicate.Pattern.StartsWith('^') || predicate.Pattern.Contains('|'))
            return null;
        var end = predicate.Pattern.AsSpan(1).IndexOfAny(PatternCharacters);
        var literal = end < 0 ? predicate.Pattern[1..] : predicate.Pattern.Substring(1, end);
        if (end >= 0 && literal.Length > 0 && predicate.Pattern[end + 1] is '*' or '?' or '{')
            literal = literal[..^1];
        if (literal.Length == 0 || char.IsSurrogate(literal[^1]) || literal.Contains('\0'))
            return null;
        var key = Encode(BsonType.String, RawValue.From(literal).Bytes.Span).AsSpan()[..^2];
        byte[] regexes = [KeyWriter.TypeByte(BsonType.Regex)];
        return [new KeyInterval(key.ToArray(), KeyInterval.After(key), IsPoint: false), new KeyInterval(regexes, KeyInterval.After(regexes), IsPoint: false)];
    }

    public static IReadOnlyList<KeyInterval> Intersect(IReadOnlyList<KeyInterval> first, IReadOnlyList<KeyInterval> second) =>
        [.. first.SelectMany(a => second.Select(a.Intersect)).Where(i => !i.IsEmpty)];

    private static byte[] Encode(BsonType type, ReadOnlySpan<byte> value)
    {
        var writer = new KeyWriter();
        writer.AppendValue(type, value);
        return writer.ToArray();
    }
}
