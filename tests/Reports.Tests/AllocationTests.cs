using IbmPlatform.Funding.Contracts;
using IbmPlatform.Testing;
using IbmPlatform.Values;

namespace IbmPlatform.Reports.Tests;

/// <summary>Shares, currencies and several rows, over events that the data set has no like of.</summary>
public sealed class AllocationTests : IAsyncLifetime
{
    private RunningServices running = null!;

    public async ValueTask InitializeAsync()
    {
        running = await ReportsAlone.StartAsync();
        await running.ReceiveAsync(EventSource.Changed(EventSource.Project("shared", "Shared", "2020-01", "2021-12", ("AM", 60), ("GE", 40))));
        await running.ReceiveAsync(EventSource.Changed(EventSource.Contribution("shared", "one", new Money(1000m, "EUR"))));
        await running.ReceiveAsync(EventSource.Changed(EventSource.Contribution("shared", "two", new Money(500m, "USD")) with { ValueDate = PartialDate.Parse("2020-05-04") }, sequence: 2));
    }

    public ValueTask DisposeAsync() => running.DisposeAsync();

    private async Task<string> TotalAsync(string arguments, string key)
    {
        var data = await running.QueryAsync(
            "reports", $$"""{ analytics({{arguments}}) { rows { nodes { cells { key } total { value { amount } excluded { reason count } rates { rate } } } } } }""");
        var total = data.At("analytics.rows.nodes").EnumerateArray().Single(row => row.At("cells[0].key").GetString() == key).At("total");
        var amount = total.At("value").ValueKind == System.Text.Json.JsonValueKind.Null ? "null" : total.At("value.amount").GetString();
        return string.Join(' ', total.At("excluded").EnumerateArray().Select(e => $"{e.At("reason").GetString()}:{e.At("count").GetInt32()}").Prepend(amount));
    }

    [Fact]
    public async Task A_country_has_its_stated_share_of_each_line()
    {
        Assert.Equal("600 NO_RATE:1", await TotalAsync("by: [COUNTRY]", "country/AM"));
        Assert.Equal("400 NO_RATE:1", await TotalAsync("by: [COUNTRY]", "country/GE"));
        Assert.Equal("1000 NO_RATE:1", await TotalAsync("by: [COUNTRY], allocation: WHOLE", "country/GE"));
    }

    [Fact]
    public async Task A_donor_has_its_own_lines_and_a_year_no_share()
    {
        Assert.Equal("1000", await TotalAsync("by: [DONOR]", "organisation/one"));
        Assert.Equal("null NO_RATE:1", await TotalAsync("by: [DONOR]", "organisation/two"));
        Assert.Equal("null SHARE_NOT_STATED:2", await TotalAsync("by: [YEAR]", "2021"));
        Assert.Equal("1000 NO_RATE:1", await TotalAsync("by: [START_YEAR]", "2020"));
    }

    [Fact]
    public async Task A_donors_row_in_a_country_counts_the_countrys_share_of_the_donors_lines()
    {
        var data = await running.QueryAsync("reports", "{ analytics(by: [COUNTRY, DONOR]) { rows { nodes { cells { key } total { value { amount } } } } } }");

        Assert.Equal("600", data.At("analytics.rows.nodes[0].total.value.amount").GetString());
        Assert.Equal(4, data.At("analytics.rows.nodes").GetArrayLength());
    }

    [Fact]
    public async Task A_loaded_rate_brings_a_line_into_the_total()
    {
        await running.ReceiveAsync(EventSource.Changed(new ExchangeRate
        {
            Id = "exchange-rate/USD-EUR-2020-05",
            From = "USD",
            To = "EUR",
            Rate = 0.9m,
            Date = PartialDate.Parse("2020-05"),
            Source = "ECB",
        }));

        Assert.Equal("450.0", await TotalAsync("by: [DONOR]", "organisation/two"));
        Assert.Equal("870.0", await TotalAsync("by: [COUNTRY]", "country/AM"));
    }

    [Fact]
    public async Task A_countrys_own_table_counts_its_share_once()
    {
        var data = await running.QueryAsync(
            "reports",
            """
            { _entities(representations: [{ __typename: "Country", id: "country/AM" }]) { ... on Country {
                byCountry: analytics(by: [COUNTRY]) { rows { nodes { cells { key } total { value { amount } } } } total { value { amount } } }
                byStatus: analytics(by: [START_YEAR]) { rows { nodes { total { value { amount } } } } } } } }
            """);

        Assert.Equal(["country/AM"], data.At("_entities[0].byCountry.rows.nodes").EnumerateArray().Select(row => row.At("cells[0].key").GetString()));
        Assert.Equal("600", data.At("_entities[0].byCountry.rows.nodes[0].total.value.amount").GetString());
        Assert.Equal("600", data.At("_entities[0].byCountry.total.value.amount").GetString());
        Assert.Equal("600", data.At("_entities[0].byStatus.rows.nodes[0].total.value.amount").GetString());
    }

    [Fact]
    public async Task Disbursements_belong_to_their_provider()
    {
        await running.ReceiveAsync(EventSource.Changed(new Transaction
        {
            Id = "transaction/shared/1",
            Project = "project/shared",
            Type = TransactionType.Disbursement,
            Provider = "organisation/three",
            Amount = new Money(70m, "EUR"),
        }));

        Assert.Equal("70", await TotalAsync("by: [DONOR], basis: DISBURSEMENT", "organisation/three"));
        Assert.Equal("null", await TotalAsync("by: [DONOR], basis: DISBURSEMENT", "organisation/one"));
    }
}
