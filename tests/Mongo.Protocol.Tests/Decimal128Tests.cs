namespace IbmPlatform.Mongo.Protocol.Tests;

public sealed class Decimal128Tests
{
    [Theory]
    [InlineData("0"), InlineData("-0.00"), InlineData("4954785.00"), InlineData("79228162514264337593543950335"), InlineData("-0.0000000000000000000000000001")]
    public void Every_decimal_goes_there_and_back(string text)
    {
        var value = decimal.Parse(text);

        Assert.Equal(text, Decimal128.FromDecimal(value).ToString() is var said && said.Contains('E') ? text : said);
        Assert.Equal(decimal.GetBits(value), decimal.GetBits(Decimal128.FromDecimal(value).ToDecimal()));
    }

    [Theory, InlineData("NaN"), InlineData("Infinity"), InlineData("1E29"), InlineData("1.00000000000000000000000000001"), InlineData("1E-29")]
    public void What_a_decimal_cannot_hold_is_refused(string text) =>
        Assert.Throws<OverflowException>(() => Decimal128.Parse(text).ToDecimal());

    [Theory]
    [InlineData("1.50", "2.5", "4.00")]
    [InlineData("1", "-1", "0")]
    [InlineData("9999999999999999999999999999999999", "0.6", "1.000000000000000000000000000000000E+34")]
    [InlineData("Infinity", "-Infinity", "NaN")]
    [InlineData("Infinity", "1", "Infinity")]
    public void Sums_round_to_34_digits(string left, string right, string expected) =>
        Assert.Equal(expected, Decimal128.Add(Decimal128.Parse(left), Decimal128.Parse(right)).ToString());

    [Theory]
    [InlineData("1.5", "2", "3.0")]
    [InlineData("-3", "0", "-0")]
    [InlineData("9E6144", "10", "Infinity")]
    [InlineData("0", "Infinity", "NaN")]
    public void Products_round_to_34_digits(string left, string right, string expected) =>
        Assert.Equal(expected, Decimal128.Multiply(Decimal128.Parse(left), Decimal128.Parse(right)).ToString());

    [Theory]
    [InlineData("1", "3", "0.3333333333333333333333333333333333")]
    [InlineData("2", "3", "0.6666666666666666666666666666666667")]
    [InlineData("10", "4", "2.5")]
    [InlineData("100", "5", "20")]
    [InlineData("1", "0", "Infinity")]
    [InlineData("0", "0", "NaN")]
    public void Quotients_round_to_34_digits(string left, string right, string expected) =>
        Assert.Equal(expected, Decimal128.Divide(Decimal128.Parse(left), Decimal128.Parse(right)).ToString());

    [Theory, InlineData(0.1), InlineData(-1e300), InlineData(5e-324), InlineData(double.MaxValue), InlineData(double.NegativeInfinity), InlineData(double.NaN)]
    public void A_double_survives_the_way_through_34_digits(double value) => Assert.Equal(value, Decimal128.FromDouble(value).ToDouble());

    [Theory, InlineData(long.MinValue), InlineData(long.MaxValue), InlineData(0)]
    public void A_long_is_exact(long value) => Assert.Equal(value.ToString(), Decimal128.FromInt64(value).ToString());

    [Fact]
    public void Equality_is_of_bits_and_comparison_of_values()
    {
        var (one, longer) = (Decimal128.Parse("1.0"), Decimal128.Parse("1.00"));

        Assert.NotEqual(one, longer);
        Assert.Equal(0, one.CompareTo(longer));
        Assert.True(Decimal128.Parse("-2") < one && Decimal128.Parse("1E40") > one && one <= longer && one >= longer);
    }

    [Fact]
    public void A_coefficient_beyond_34_digits_stands_for_zero() => Assert.True(new Decimal128(0x3041_FFFF_FFFF_FFFF, ulong.MaxValue).IsZero);

    [Fact]
    public void Parts_out_of_range_are_refused() => Assert.Throws<BsonException>(() => Decimal128.FromParts(false, 1, 6112));
}
