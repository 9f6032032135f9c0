using IbmPlatform.ServiceDefaults.Schema;

namespace IbmPlatform.ServiceDefaults.Tests.Schema;

public sealed class AcceptLanguageTests
{
    [Theory]
    [InlineData(null, "")]
    [InlineData("fr", "fr")]
    [InlineData("en;q=0.5, ru, fr;q=0.8", "ru fr en")]
    [InlineData("de-CH, *;q=0.1, it;q=0", "de-CH")]
    public void Ranges_come_in_order_of_weight(string? header, string expected) =>
        Assert.Equal(expected, string.Join(' ', AcceptLanguage.Parse(header)));
}
