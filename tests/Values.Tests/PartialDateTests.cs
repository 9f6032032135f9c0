using System.Text.Json;

namespace IbmPlatform.Values.Tests;

public sealed class PartialDateTests
{
    [Theory]
    [InlineData("2015", DatePrecision.Year, "2015-01-01", "2015-12-31")]
    [InlineData("2016-02", DatePrecision.Month, "2016-02-01", "2016-02-29")]
    [InlineData("2015-06-15", DatePrecision.Day, "2015-06-15", "2015-06-15")]
    public void A_date_keeps_the_precision_it_was_written_with(string text, DatePrecision precision, string earliest, string latest)
    {
        var date = PartialDate.Parse(text);
        Assert.Equal(precision, date.Precision);
        Assert.Equal(DateOnly.Parse(earliest), date.Earliest);
        Assert.Equal(DateOnly.Parse(latest), date.Latest);
        Assert.Equal(text, date.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("15")]
    [InlineData("0000")]
    [InlineData("2015-6")]
    [InlineData("2015-13")]
    [InlineData("2015-00")]
    [InlineData("2015-02-30")]
    [InlineData("2015-06-00")]
    [InlineData("2015/06")]
    [InlineData("2015-06-15T00:00:00Z")]
    [InlineData("-015")]
    [InlineData(" 201")]
    public void What_is_no_date_is_refused_with_the_forms_expected(string text)
    {
        Assert.False(PartialDate.TryParse(text, null, out _));
        var fault = Assert.Throws<FormatException>(() => PartialDate.Parse(text));
        Assert.Contains("expected 2015, 2015-06 or 2015-06-15", fault.Message);
    }

    [Fact]
    public void A_day_without_a_month_is_no_date() => Assert.Throws<ArgumentException>(() => new PartialDate(2015, null, 3));

    [Fact]
    public void Dates_are_ordered_by_their_first_day_and_then_the_less_precise_first()
    {
        string[] ordered = ["2014-12-31", "2015", "2015-01", "2015-01-01", "2015-01-02", "2015-02"];
        Assert.Equal(ordered, ordered.Reverse().Select(PartialDate.Parse).Order().Select(d => d.ToString()));
        Assert.True(PartialDate.Parse("2015") < PartialDate.Parse("2015-01"));
        Assert.True(PartialDate.Parse("2015-02") >= PartialDate.Parse("2015-02"));
    }

    [Theory]
    [InlineData("2015-06-15", 36, "2018-06-14")]
    [InlineData("2011-01-01", 30, "2013-06-30")]
    [InlineData("2014-07", 36, "2017-06")]
    public void A_period_of_so_many_months_ends_the_day_or_month_before_its_anniversary(string start, int months, string end) =>
        Assert.Equal(PartialDate.Parse(end), PartialDate.Parse(start).EndAfterMonths(months));

    [Fact]
    public void A_bare_year_has_no_end_after_months() => Assert.Null(PartialDate.Parse("2015").EndAfterMonths(6));

    [Fact]
    public void A_less_precise_date_covers_the_more_precise_one_that_it_can_mean()
    {
        Assert.True(PartialDate.Parse("2015-06").Covers(PartialDate.Parse("2015-06-15")));
        Assert.False(PartialDate.Parse("2015-06-15").Covers(PartialDate.Parse("2015-06")));
        Assert.False(PartialDate.Parse("2015-07").Covers(PartialDate.Parse("2015-06-15")));
    }

    [Fact]
    public void In_json_a_date_is_one_string()
    {
        Assert.Equal("\"2015-06\"", JsonSerializer.Serialize(PartialDate.Parse("2015-06")));
        Assert.Null(JsonSerializer.Deserialize<PartialDate?>("null"));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<PartialDate>("2015"));
        Assert.Contains("soon", Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<PartialDate>("\"soon\"")).Message);
    }
}
