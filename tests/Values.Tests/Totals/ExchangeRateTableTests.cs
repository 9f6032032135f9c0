using IbmPlatform.Values.Totals;

namespace IbmPlatform.Values.Tests.Totals;

public sealed class ExchangeRateTableTests
{
    private static readonly ExchangeRateTable Table = new(
    [
        Rate("2015", 0.0070m),
        Rate("2015-07", 0.0074m),
        Rate("2015-07-15", 0.0075m),
    ]);

    [Theory]
    [InlineData("2015-07-15", "2015-07-15")]
    [InlineData("2015-07-16", "2015-07")]
    [InlineData("2015-07", "2015-07")]
    [InlineData("2015-03-01", "2015")]
    [InlineData("2015", "2015")]
    public void The_most_precise_rate_that_covers_the_date_is_taken(string date, string taken) =>
        Assert.Equal(PartialDate.Parse(taken), Table.Find("JPY", "EUR", PartialDate.Parse(date))!.Date);

    [Theory]
    [InlineData("2016-01-01")]
    [InlineData(null)]
    public void No_rate_is_taken_for_another_time_or_for_none(string? date) =>
        Assert.Null(Table.Find("JPY", "EUR", date is null ? null : PartialDate.Parse(date)));

    [Fact]
    public void A_rate_is_not_turned_round() => Assert.Null(Table.Find("EUR", "JPY", PartialDate.Parse("2015-07-15")));

    private static RateUse Rate(string date, decimal rate) => new("JPY", "EUR", rate, PartialDate.Parse(date), "a named source");
}
