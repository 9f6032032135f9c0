using System.Net;
using System.Text.RegularExpressions;
using IbmPlatform.Gateway.Pages;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;

namespace IbmPlatform.Gateway.Tests;

public sealed partial class GraphiQLPageTests : IAsyncLifetime
{
    private TinySubgraph _products = null!;
    private RunningGateway _gateway = null!;

    public async ValueTask InitializeAsync()
    {
        _products = await Shop.ProductsAsync();
        _gateway = await RunningGateway.StartAsync(_products);
    }

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _products.DisposeAsync();
    }

    [Fact]
    public async Task A_browser_gets_a_page_that_names_no_other_host()
    {
        using var response = await AskForPageAsync();

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("text/html", response.Content.Headers.ContentType?.MediaType);
        Assert.DoesNotMatch(RemoteAddress(), await response.Content.ReadAsStringAsync());
        Assert.DoesNotContain("http", Assert.Single(response.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_file_that_the_page_names_is_served()
    {
        using var response = await AskForPageAsync();
        var files = FileNames().Matches(await response.Content.ReadAsStringAsync()).Select(match => match.Value).Distinct().ToList();
        if (files.Count == 0) Assert.Skip("This build has no GraphiQL bundle: Node.js was not installed.");
        foreach (var file in files)
        {
            using var answer = await _gateway.Http.GetAsync(new Uri(file, UriKind.Relative));
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.True((await answer.Content.ReadAsByteArrayAsync()).Length > 0, file);
        }
    }

    [Fact]
    public async Task A_browser_that_asks_a_query_gets_its_answer()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/graphql?query={__typename}");
        request.Headers.TryAddWithoutValidation("Accept", "text/html,application/json");
        using var response = await _gateway.Http.SendAsync(request);

        Assert.Equal("""{"data":{"__typename":"Query"}}""", await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("/graphiql/../IbmPlatform.Gateway.dll")]
    [InlineData("/graphiql/%2e%2e/IbmPlatform.Gateway.dll")]
    [InlineData("/graphiql/none.js")]
    [InlineData("/graphiql/assets")]
    public async Task Nothing_beside_the_bundle_is_served(string path)
    {
        using var response = await _gateway.Http.GetAsync(new Uri(path, UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task Without_a_bundle_the_page_says_what_to_install()
    {
        await using var services = new ServiceCollection().AddLogging().BuildServiceProvider();
        using var body = new MemoryStream();
        var http = new DefaultHttpContext { RequestServices = services, Response = { Body = body } };

        await new GraphiQLPage(new NullFileProvider()).ServeAsync(http);

        var text = System.Text.Encoding.UTF8.GetString(body.ToArray());
        Assert.Equal(StatusCodes.Status200OK, http.Response.StatusCode);
        Assert.Contains("Install Node.js 20.19 or newer", text, StringComparison.Ordinal);
        Assert.Contains("dotnet build gateway/IbmPlatform.Gateway", text, StringComparison.Ordinal);
        Assert.DoesNotMatch(RemoteAddress(), text);
    }

    private async Task<HttpResponseMessage> AskForPageAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/graphql");
        request.Headers.TryAddWithoutValidation("Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8");
        return await _gateway.Http.SendAsync(request);
    }

    [GeneratedRegex("(src|href)=\"(https?:)?//|url\\(\\s*[\"']?(https?:)?//", RegexOptions.IgnoreCase)]
    private static partial Regex RemoteAddress();

    [GeneratedRegex("/graphiql/[^\"]+")]
    private static partial Regex FileNames();
}
