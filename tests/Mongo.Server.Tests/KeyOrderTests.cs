using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Indexes;
using IbmPlatform.Mongo.Server.Query;

namespace IbmPlatform.Mongo.Server.Tests;

public sealed class KeyOrderTests
{
    // Each line sorts after the one above it; the values of one line are equal.
    private static readonly BsonValue[][] Ascending =
    [
        [BsonMinKey.Value],
        [BsonUndefined.Value],
        [BsonNull.Value],
        [double.NaN, Decimal128.NaN],
        [double.NegativeInfinity, Decimal128.NegativeInfinity],
        [Decimal128.Parse("-1E+400")],
        [double.MinValue],
        [long.MinValue, -9223372036854775808.0],
        [long.MinValue + 1],
        [-9007199254740993L, -9007199254740993m],
        [-9007199254740992L, -9007199254740992.0],
        [-1.5, -1.5m],
        [-1, -1L, -1.0, -1.00m],
        [Decimal128.Parse("-0.10000000000000000001")],
        [-0.1m],
        [Decimal128.Parse("-1E-400")],
        [0, 0L, 0.0, -0.0, 0m, Decimal128.Parse("0E+3")],
        [Decimal128.Parse("1E-400")],
        [double.Epsilon],
        [0.1m],
        [0.1],
        [0.5, 0.5m],
        [1, 1L, 1.0, 1.000m],
        [Decimal128.Parse("1.000000000000000000000000000000001")],
        [9007199254740992L, 9007199254740992.0],
        [9007199254740993L, 9007199254740993m],
        [9007199254740994.0, 9007199254740994L],
        [long.MaxValue, 9223372036854775807m],
        [9223372036854775808.0],
        [double.MaxValue],
        [Decimal128.Parse("1E+400")],
        [Decimal128.Parse("2E+400")],
        [double.PositiveInfinity, Decimal128.PositiveInfinity],
        ["", new BsonSymbol("")],
        ["\0"],
        ["\0\0"],
        ["\0a"],
        ["a", new BsonSymbol("a")],
        ["a\0"],
        ["a\0b"],
        ["aa"],
        ["b"],
        ["\uE000"],
        ["😀"],
        [new BsonDocument()],
        [new BsonDocument("a", 1), new BsonDocument("a", 1.0)],
        [new BsonDocument("a", 1).Add("b", 1)],
        [new BsonDocument("b", 1)],
        [new BsonDocument("a", "x")],
        [new BsonArray()],
        [new BsonArray { 1 }],
        [new BsonArray { 1, 2 }],
        [new BsonArray { 2 }],
        [new BsonBinary(new byte[] { 9 })],
        [new BsonBinary(new byte[] { 1, 2 })],
        [new BsonBinary(new byte[] { 1, 2 }, 5)],
        [ObjectId.Parse("000000000000000000000001")],
        [ObjectId.Parse("0000000000000000000000ff")],
        [false],
        [true],
        [new BsonDateTime(-5)],
        [new BsonDateTime(5)],
        [new BsonTimestamp(1)],
        [new BsonRegex("a")],
        [new BsonRegex("a", "i")],
        [BsonMaxKey.Value],
    ];

    [Theory, InlineData(false), InlineData(true)]
    public void Keys_compare_as_bytes_as_their_values_do(bool descending)
    {
        var all = Ascending.SelectMany((line, rank) => line.Select(value => (Rank: rank, Value: value))).ToList();
        foreach (var (x, y) in all.SelectMany(x => all.Select(y => (x, y))))
        {
            var order = Math.Sign(Key(x.Value, descending).AsSpan().SequenceCompareTo(Key(y.Value, descending)));
            var expected = Math.Sign(x.Rank.CompareTo(y.Rank)) * (descending ? -1 : 1);
            Assert.True(order == expected, $"{x.Value} and {y.Value}: {order}, expected {expected}");
        }
    }

    [Fact]
    public void Raw_comparison_agrees_with_the_comparison_of_objects()
    {
        var all = Ascending.SelectMany(line => line).ToList();
        foreach (var (x, y) in all.SelectMany(x => all.Select(y => (x, y))))
        {
            var (a, b) = (RawValue.From(x), RawValue.From(y));
            var order = Math.Sign(RawComparer.Compare(a.Type, a.Bytes.Span, b.Type, b.Bytes.Span));
            Assert.True(order == Math.Sign(BsonComparer.Instance.Compare(x, y)), $"{x} and {y}: {order}");
        }
    }

    [Fact]
    public void A_second_field_never_reaches_into_the_first()
    {
        string[] texts = ["", "a", "a\0", "a\0b", "ab", "b"];
        var pairs = texts.SelectMany(first => texts.Select(second => (first, second))).ToList();
        foreach (var descending in (bool[])[false, true])
        {
            var sorted = pairs.OrderBy(p => Join(p.first, p.second, descending), ByteKeyComparer.Instance).ToList();
            var expected = descending
                ? pairs.OrderByDescending(p => p.first, StringComparer.Ordinal).ThenBy(p => p.second, StringComparer.Ordinal)
                : pairs.OrderBy(p => p.first, StringComparer.Ordinal).ThenBy(p => p.second, StringComparer.Ordinal);
            Assert.Equal(expected, sorted);
        }
    }

    [Fact]
    public void A_path_through_an_array_gives_a_key_for_each_element()
    {
        var extractor = new KeyExtractor([new IndexField("a.b", false), new IndexField("c", false)]);
        var keys = extractor.Extract(ServerFixture.Doc("{'a': [{'b': 1}, {'b': [2, 3]}, 7], 'c': 'x'}").ToBytes());

        Assert.Equal(4, keys.Count);
        Assert.Equal(1, extractor.Multikey);
    }

    [Fact]
    public void Two_fields_below_one_array_stay_together()
    {
        var extractor = new KeyExtractor([new IndexField("a.b", false), new IndexField("a.c", false)]);
        Assert.Equal(2, extractor.Extract(ServerFixture.Doc("{'a': [{'b': 1, 'c': 1}, {'b': 2, 'c': 2}]}").ToBytes()).Count);
        Assert.Equal(3, extractor.Multikey);
    }

    [Fact]
    public void Two_different_arrays_have_no_key()
    {
        var extractor = new KeyExtractor([new IndexField("a", false), new IndexField("b", false)]);
        Assert.Throws<ParallelArraysException>(() => extractor.Extract(ServerFixture.Doc("{'a': [1], 'b': [2]}").ToBytes()));
    }

    private static byte[] Key(BsonValue value, bool descending)
    {
        var raw = RawValue.From(value);
        var writer = new KeyWriter();
        writer.AppendField(raw.Type, raw.Bytes.Span, descending);
        return writer.ToArray();
    }

    private static byte[] Join(string first, string second, bool descending) => [.. Key(first, descending), .. Key(second, false)];
}
