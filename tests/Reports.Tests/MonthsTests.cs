using IbmPlatform.Reports.Analytics;
using IbmPlatform.Values;

namespace IbmPlatform.Reports.Tests;

public sealed class MonthsTests
{
    [Theory]
    [InlineData("2015-06-15", "2018-06-14", 36)]
    [InlineData("2015-06-15", "2018-06-13", 35)]
    [InlineData("2014-07", "2017-06", 36)]
    [InlineData("2015-07", "2015-07", 1)]
    [InlineData("2015-07-10", "2015-07-12", 0)]
    [InlineData("2015-07-10", "2015-09", 3)]
    [InlineData("2015", "2016", null)]
    public void Dates_tell_whole_months(string start, string end, int? months)
    {
        Assert.Equal(months, Months.Of(new Period(PartialDate.Parse(start), PartialDate.Parse(end))));
    }

    [Fact]
    public void A_stated_duration_stands_and_its_extension_is_added()
    {
        Assert.Equal(30, Months.Of(new Period(PartialDate.Parse("2011"), null, 24, 6)));
        Assert.Null(Months.Of(null));
    }

    [Theory]
    [InlineData("2015-06-15", "2018-06-14", new[] { 6, 12, 12, 6 })]
    [InlineData("2015-07", "2016-07", new[] { 6, 7 })]
    [InlineData("2015-07-10", "2015-09", new[] { 3 })]
    [InlineData("2014-01-01", "2014-12-31", new[] { 12 })]
    public void Years_share_the_months_between_them_and_add_up_to_the_whole(string start, string end, int[] months)
    {
        var period = new Period(PartialDate.Parse(start), PartialDate.Parse(end));
        var first = PartialDate.Parse(start).Year;

        Assert.Equal(months.Cast<int?>(), months.Select((_, i) => Months.InYear(period, first + i)));
        Assert.Equal(Months.Of(period), months.Sum());
        Assert.Null(Months.InYear(period, first - 1));
    }

    [Fact]
    public void Of_dates_without_days_a_reader_is_told_how_months_were_counted()
    {
        Assert.Equal(
            "project/x: no source states how many months it took; from 2015-07 to 2016-07 are 13 with the first and the last month, and days are not known.",
            Months.NoteOn("project/x", new Period(PartialDate.Parse("2015-07"), PartialDate.Parse("2016-07"))));
        Assert.Null(Months.NoteOn("project/x", new Period(PartialDate.Parse("2015-07"), PartialDate.Parse("2016-07"), 12)));
        Assert.Null(Months.NoteOn("project/x", new Period(PartialDate.Parse("2015-07-01"), PartialDate.Parse("2016-06-30"))));
    }
}
