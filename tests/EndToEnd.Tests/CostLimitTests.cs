using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using IbmPlatform.EndToEnd.Tests.Running;

namespace IbmPlatform.EndToEnd.Tests;

/// <summary>What is cheap to write and dear to compute is refused by its cost, before anything is computed.</summary>
public sealed class CostLimitTests(StandaloneSystem standalone)
{
    [Theory]
    [InlineData(300, "analytics(by: [COUNTRY, DONOR, YEAR], where: { id: { nin: [\"project/#\"] } }) { rows(first: 1) { nodes { projectCount } } }")]
    [InlineData(500, "overlaps(minimumScore: 0.#) { nodes { score } }")]
    public async Task One_dear_field_under_hundreds_of_names_is_refused(int times, string field)
    {
        var aliases = Enumerable.Range(0, times).Select(i => $"a{i}: {field.Replace("#", i.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)}");
        using var request = JsonContent.Create(new { query = $"{{ {string.Join(' ', aliases)} }}" });
        using var response = await standalone.Endpoint.Http.PostAsync(new Uri("/graphql", UriKind.Relative), request, TestContext.Current.CancellationToken);
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        var extensions = answer.GetProperty("errors")[0].GetProperty("extensions");
        Assert.Equal(("LIMIT_EXCEEDED", "MaxFieldCost"), (extensions.GetProperty("code").GetString(), extensions.GetProperty("limit").GetString()));
    }

    [Fact]
    public async Task The_public_schema_tells_what_is_dear()
    {
        var sdl = await standalone.Endpoint.Http.GetStringAsync(new Uri("/graphql/schema.graphql", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Contains("directive @cost(weight: Int!) on", sdl, StringComparison.Ordinal);
        Assert.Contains("): AnalyticsTable @cost(weight: 1000)", sdl, StringComparison.Ordinal);
    }
}
