using System.Net;
using System.Text;
using IbmPlatform.Federation.Execution;
using IbmPlatform.Federation.Supergraphs;

namespace IbmPlatform.Federation.Tests.Execution;

public sealed class HttpSubgraphClientTests
{
    [Fact]
    public async Task A_request_is_a_post_of_query_and_variables_with_the_forwarded_headers()
    {
        using var server = new Recorder(HttpStatusCode.OK, "{\"data\":{}}", "application/json");
        using var response = await SendAsync(server, new HttpSubgraphClientOptions());
        Assert.Equal("{\"data\":{}}", Encoding.UTF8.GetString(response.Body.Span));
        Assert.Equal("""{"query":"{a}","variables":{"x":"é"}}""", server.Body);
        Assert.Equal("fr", server.Request!.Headers.AcceptLanguage.ToString());
        Assert.Equal(HttpMethod.Post, server.Request.Method);
    }

    [Theory]
    [InlineData("text/html", "<h1>Bad gateway</h1>", "instead of JSON")]
    [InlineData("application/json", "{\"data\":\"0123456789012345678901234567890123456789\"}", "larger than 20 bytes")]
    public async Task What_is_no_answer_says_why(string mediaType, string body, string expected)
    {
        using var server = new Recorder(HttpStatusCode.BadGateway, body, mediaType);
        var fault = await Assert.ThrowsAsync<SubgraphException>(async () => await SendAsync(server, new HttpSubgraphClientOptions { MaxResponseBytes = 20 }));
        Assert.Contains(expected, fault.Message, StringComparison.Ordinal);
    }

    private static async Task<SubgraphResponse> SendAsync(Recorder server, HttpSubgraphClientOptions options)
    {
        using var http = new HttpClient(server, disposeHandler: false);
        var request = new SubgraphRequest
        {
            Subgraph = new Subgraph(0, "A", "a", "http://a.test/graphql"),
            Query = "{a}",
            Variables = "{\"x\":\"é\"}"u8.ToArray(),
            Headers = new Dictionary<string, string> { ["Accept-Language"] = "fr" },
        };
        return await new HttpSubgraphClient(http, options).SendAsync(request, TestContext.Current.CancellationToken);
    }

    private sealed class Recorder(HttpStatusCode status, string answer, string mediaType) : HttpMessageHandler
    {
        public HttpRequestMessage? Request { get; private set; }

        public string? Body { get; private set; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Request = request;
            Body = await request.Content!.ReadAsStringAsync(cancellationToken);
            return new HttpResponseMessage(status) { Content = new StringContent(answer, Encoding.UTF8, mediaType) };
        }
    }
}
