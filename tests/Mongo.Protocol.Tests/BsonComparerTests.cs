namespace IbmPlatform.Mongo.Protocol.Tests;

public sealed class BsonComparerTests
{
    /// <summary>One value of each step of MongoDB's order, smallest first; values of one line are the same.</summary>
    private static readonly BsonValue[][] Ladder =
    [
        [BsonMinKey.Value],
        [BsonUndefined.Value],
        [BsonNull.Value],
        [double.NaN, Decimal128.NaN],
        [double.NegativeInfinity, Decimal128.NegativeInfinity],
        [long.MinValue, -9223372036854775808.0],
        [-1, -1L, -1.0, -1m],
        [-0.5, -0.5m],
        [0, 0L, 0.0, -0.0, 0m, Decimal128.Parse("-0E+10")],
        [Decimal128.Parse("0.1")],
        [0.1],
        [1, 1L, 1.0, 1.00m],
        [9007199254740992L, 9007199254740992.0],
        [9007199254740993L],
        [long.MaxValue],
        [9223372036854775808.0, Decimal128.Parse("9223372036854775808")],
        [1e22, Decimal128.Parse("1E+22")],
        // Exact: rounded to 34 digits this double comes out smaller.
        [Decimal128.FromDouble(1e300)],
        [1e300],
        [double.PositiveInfinity, Decimal128.PositiveInfinity],
        [""],
        ["A"],
        ["a", new BsonSymbol("a")],
        ["aa"],
        ["\uFFFD"],
        ["\U0001F600"],
        [new BsonDocument()],
        [new BsonDocument("a", 1), new BsonDocument("a", 1.0)],
        [new BsonDocument { ["a"] = 1, ["b"] = 0 }],
        [new BsonDocument("b", 0)],
        [new BsonDocument("a", "text")],
        [new BsonArray()],
        [new BsonArray { 1 }],
        [new BsonArray { 1, 0 }],
        [new BsonArray { 2 }],
        [Array.Empty<byte>()],
        [new byte[] { 9 }],
        [new BsonBinary(new byte[] { 1 }, 5)],
        [new byte[] { 1, 1 }],
        [ObjectId.Parse("000000000000000000000001")],
        [ObjectId.Parse("000000000000000000000002")],
        [false],
        [true],
        [new BsonDateTime(-1)],
        [new BsonDateTime(0)],
        [new BsonTimestamp(1, 2)],
        [new BsonTimestamp(uint.MaxValue, 0)],
        [new BsonRegex("a")],
        [new BsonRegex("a", "i")],
        [new BsonDbPointer("a", default)],
        [new BsonJavaScript("a")],
        [new BsonJavaScriptWithScope("a", [])],
        [BsonMaxKey.Value],
    ];

    [Fact]
    public void The_order_is_total_over_all_types()
    {
        for (var i = 0; i < Ladder.Length; i++)
        {
            for (var j = 0; j < Ladder.Length; j++)
            {
                foreach (var (a, b) in Ladder[i].SelectMany(a => Ladder[j].Select(b => (a, b))))
                    Assert.True(Math.Sign(BsonComparer.Instance.Compare(a, b)) == i.CompareTo(j), $"{a.Type} {a} against {b.Type} {b}");
            }
        }
    }

    [Fact]
    public void Values_that_compare_as_the_same_have_the_same_hash() =>
        Assert.All(Ladder, same => Assert.Single(same.Select(BsonComparer.Instance.GetHashCode).Distinct()));

    [Fact]
    public void An_absent_value_counts_as_null() => Assert.Equal(0, BsonComparer.Instance.Compare(null, BsonNull.Value));
}
