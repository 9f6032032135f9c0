using System.Text.Json;

namespace IbmPlatform.Values.Tests;

public sealed class ValuesJsonTests
{
    private static readonly Claim Stated = new()
    {
        Id = "claim/project/bomca-9/period-start",
        Field = "period.start",
        Value = "2015-06-15",
        Kind = ClaimKind.EmptyHeading,
        Followed = true,
        Sources = [new DocumentSourceRef("document/f50f", "Start: 15 June 2015", 3, 3)],
        DerivedFrom = ["claim/project/bomca-9/other"],
    };

    [Fact]
    public void A_claim_comes_back_as_it_was_written()
    {
        var json = JsonSerializer.Serialize(Stated, ValuesJson.Options);
        var back = JsonSerializer.Deserialize<Claim>(json, ValuesJson.Options)!;
        Assert.Equal(json, JsonSerializer.Serialize(back, ValuesJson.Options));
        Assert.Contains("\"kind\":\"EMPTY_HEADING\"", json);
        Assert.DoesNotContain("note", json);
        Assert.Equal(Stated.Sources, back.Sources);
    }

    [Theory]
    [InlineData("""{"id":"claim/a/b","field":"name","kind":"STATED","followed":true,"colour":"red"}""", "colour")]
    [InlineData("""{"id":"claim/a/b","field":"name","kind":"STATED"}""", "followed")]
    [InlineData("""{"id":"claim/a/b","field":"name","kind":"Guessed","followed":true}""", "kind")]
    [InlineData("""{"id":"claim/a/b","field":"name","kind":0,"followed":true}""", "kind")]
    [InlineData("""{"id":"claim/a/b","field":null,"kind":"STATED","followed":true}""", "field")]
    [InlineData("""{"id":"claim/a/b","field":"name","field":"x","kind":"STATED","followed":true}""", "field")]
    public void Reading_is_strict_and_names_the_member(string json, string member)
    {
        var fault = Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Claim>(json, ValuesJson.Options));
        Assert.Contains(member, fault.Message + fault.Path, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void A_list_that_is_absent_reads_as_empty()
    {
        var claim = JsonSerializer.Deserialize<Claim>("""{"id":"claim/a/b","field":"name","kind":"STATED","followed":true}""", ValuesJson.Options)!;
        Assert.Empty(claim.Sources);
        Assert.Empty(claim.Submissions);
        Assert.Empty(claim.DerivedFrom);
        Assert.Null(claim.Value);
    }

    [Theory]
    [InlineData("0.1")]
    [InlineData("4954785")]
    [InlineData("90.90")]
    [InlineData("79228162514264337593543950335")]
    public void Amounts_are_strings_of_digits_and_lose_none(string amount)
    {
        var json = $$"""{"amount":"{{amount}}","currency":"EUR"}""";
        var money = JsonSerializer.Deserialize<Money>(json, ValuesJson.Options)!;
        Assert.Equal(json, JsonSerializer.Serialize(money, ValuesJson.Options));
        Assert.Equal($"{amount} EUR", money.ToString());
    }

    [Fact]
    public void A_period_may_lack_any_part()
    {
        var period = JsonSerializer.Deserialize<Period>("""{"end":"2018-06"}""", ValuesJson.Options);
        Assert.Equal(new Period(End: PartialDate.Parse("2018-06")), period);
        Assert.Equal("""{"end":"2018-06"}""", JsonSerializer.Serialize(period, ValuesJson.Options));
    }
}
