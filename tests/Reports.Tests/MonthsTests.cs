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
}
