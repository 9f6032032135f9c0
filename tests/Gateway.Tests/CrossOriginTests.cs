using System.Net;
using System.Net.Http.Json;

namespace IbmPlatform.Gateway.Tests;

public sealed class CrossOriginTests : IAsyncLifetime
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
    public async Task A_page_of_another_origin_may_ask_after_a_preflight_without_credentials()
    {
        using var preflight = Request(HttpMethod.Options, "/graphql");
        preflight.Headers.Add("Access-Control-Request-Method", "POST");
        preflight.Headers.Add("Access-Control-Request-Headers", "content-type");
        using var allowed = await _gateway.Http.SendAsync(preflight);

        Assert.Equal(HttpStatusCode.NoContent, allowed.StatusCode);
        Assert.Equal("*", One(allowed, "Access-Control-Allow-Origin"));
        // PUT and DELETE: event streams in single connection mode, named by their token.
        Assert.Equal("GET, POST, PUT, DELETE", One(allowed, "Access-Control-Allow-Methods"));
        Assert.Contains("x-graphql-event-stream-token", One(allowed, "Access-Control-Allow-Headers"), StringComparison.Ordinal);
        Assert.Contains("content-type", One(allowed, "Access-Control-Allow-Headers"), StringComparison.Ordinal);
        Assert.DoesNotContain("authorization", One(allowed, "Access-Control-Allow-Headers"), StringComparison.OrdinalIgnoreCase);
        Assert.False(allowed.Headers.Contains("Access-Control-Allow-Credentials"));

        using var asked = Request(HttpMethod.Post, "/graphql");
        asked.Content = JsonContent.Create(new { query = "{ products { name } }" });
        using var answer = await _gateway.Http.SendAsync(asked);
        Assert.Equal((HttpStatusCode.OK, "*"), (answer.StatusCode, One(answer, "Access-Control-Allow-Origin")));
    }

    [Theory]
    [InlineData("/graphql?query=%7Bproducts%7Bname%7D%7D")]
    [InlineData("/graphql/schema.graphql")]
    public async Task A_page_of_another_origin_may_read(string path)
    {
        using var asked = Request(HttpMethod.Get, path);
        using var answer = await _gateway.Http.SendAsync(asked);

        Assert.Equal((HttpStatusCode.OK, "*"), (answer.StatusCode, One(answer, "Access-Control-Allow-Origin")));
    }

    [Fact]
    public async Task What_a_web_form_can_send_stays_refused()
    {
        using var form = Request(HttpMethod.Post, "/graphql");
        form.Content = new StringContent("""{"query":"{ products { name } }"}""", System.Text.Encoding.UTF8, "text/plain");
        using var answer = await _gateway.Http.SendAsync(form);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
    }

    [Fact]
    public async Task The_front_page_says_what_is_here()
    {
        using var page = await _gateway.Http.GetAsync("/");

        Assert.Equal((HttpStatusCode.OK, "text/html"), (page.StatusCode, page.Content.Headers.ContentType?.MediaType));
        Assert.Contains("href=\"/graphql\"", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static HttpRequestMessage Request(HttpMethod method, string path)
    {
        var request = new HttpRequestMessage(method, path);
        request.Headers.Add("Origin", "https://dashboard.example");
        return request;
    }

    private static string One(HttpResponseMessage response, string header) => Assert.Single(response.Headers.GetValues(header));
}
