using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace IbmPlatform.GraphQL.Server.Tests;

public sealed class HttpTests(KestrelFixture server) : IClassFixture<KestrelFixture>
{
    private const string Json = "application/json";
    private const string GraphQLResponse = "application/graphql-response+json";

    private async Task<(HttpStatusCode Status, string Body, HttpResponseMessage Response)> SendAsync(
        HttpMethod method, string? body = null, string? contentType = Json, string? accept = null, string query = "")
    {
        using var request = new HttpRequestMessage(method, server.Url + query);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            if (contentType is not null) request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        }

        if (accept is not null) request.Headers.TryAddWithoutValidation("Accept", accept);
        var response = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), response);
    }

    private static string Code(string body)
    {
        using var json = JsonDocument.Parse(body);
        var extensions = json.RootElement.GetProperty("errors")[0].GetProperty("extensions");
        Assert.False(string.IsNullOrEmpty(extensions.GetProperty("traceId").GetString()));
        return extensions.GetProperty("code").GetString()!;
    }

    [Fact]
    public async Task A_posted_query_is_answered()
    {
        var (status, body, response) = await SendAsync(HttpMethod.Post, """{"query":"query($n:String!){greet(name:$n)}","variables":{"n":"Bishkek ☃"}}""");
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("""{"data":{"greet":"Hello, Bishkek ☃!"}}""", body);
        Assert.Equal(Encoding.UTF8.GetByteCount(body), response.Content.Headers.ContentLength);
    }

    [Fact]
    public async Task A_query_in_the_url_is_answered()
    {
        var (status, body, _) = await SendAsync(
            HttpMethod.Get, query: "?query=" + Uri.EscapeDataString("query A($n:String!){greet(name:$n)} query B{language}")
                + "&operationName=A&variables=" + Uri.EscapeDataString("""{"n":"x"}"""));
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("""{"data":{"greet":"Hello, x!"}}""", body);
    }

    [Theory]
    [InlineData(null, Json)]
    [InlineData("*/*", Json)]
    [InlineData(Json, Json)]
    [InlineData(GraphQLResponse, GraphQLResponse)]
    [InlineData("application/graphql-response+json, application/json", GraphQLResponse)]
    [InlineData("application/json, application/graphql-response+json", Json)]
    [InlineData("application/json;q=0.5, application/graphql-response+json;q=0.9", GraphQLResponse)]
    [InlineData("text/html, application/*", Json)]
    [InlineData("application/json;q=0, */*", GraphQLResponse)]
    public async Task The_client_chooses_the_type_of_the_answer(string? accept, string expected)
    {
        var (status, _, response) = await SendAsync(HttpMethod.Post, """{"query":"{__typename}"}""", accept: accept);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal($"{expected}; charset=utf-8", response.Content.Headers.ContentType!.ToString());
    }

    [Theory]
    [InlineData("text/html")]
    [InlineData("application/json; charset=latin-1")]
    [InlineData("text/event-stream;q=0")]
    public async Task An_accept_header_without_a_type_of_ours_is_406(string accept)
    {
        var (status, body, _) = await SendAsync(HttpMethod.Post, """{"query":"{__typename}"}""", accept: accept);
        Assert.Equal(HttpStatusCode.NotAcceptable, status);
        Assert.Equal("NOT_ACCEPTABLE", Code(body));
    }

    [Theory]
    [InlineData("{ nonsense }", Json, HttpStatusCode.OK)]
    [InlineData("{ nonsense }", GraphQLResponse, HttpStatusCode.BadRequest)]
    [InlineData("{ ", GraphQLResponse, HttpStatusCode.BadRequest)]
    [InlineData("query($n: Int!) { greet }", GraphQLResponse, HttpStatusCode.BadRequest)]
    [InlineData("{ fail }", GraphQLResponse, HttpStatusCode.OK)]
    public async Task The_status_says_whether_anything_ran(string query, string accept, HttpStatusCode expected)
    {
        var (status, _, _) = await SendAsync(HttpMethod.Post, JsonSerializer.Serialize(new { query }), accept: accept);
        Assert.Equal(expected, status);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data; boundary=x")]
    [InlineData("application/json; charset=utf-16")]
    [InlineData(null)]
    public async Task A_type_that_a_web_form_can_send_is_415(string? contentType)
    {
        var (status, body, _) = await SendAsync(HttpMethod.Post, """{"query":"{__typename}"}""", contentType);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, status);
        Assert.Equal("UNSUPPORTED_MEDIA_TYPE", Code(body));
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br, gzip")]
    public async Task A_compressed_body_is_415_and_told_to_come_as_it_is(string encoding)
    {
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            await gzip.WriteAsync("""{"query":"{__typename}"}"""u8.ToArray(), TestContext.Current.CancellationToken);
        using var request = new HttpRequestMessage(HttpMethod.Post, server.Url) { Content = new ByteArrayContent(packed.ToArray()) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(Json);
        request.Content.Headers.TryAddWithoutValidation("Content-Encoding", encoding);
        using var response = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
        var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
        Assert.Equal("UNSUPPORTED_CONTENT_ENCODING", Code(body));
        Assert.Contains($"\\u0022{encoding}\\u0022", body, StringComparison.Ordinal);
        Assert.Equal("identity", Assert.Single(response.Headers.GetValues("Accept-Encoding")));
    }

    [Fact]
    public async Task A_body_that_says_it_is_not_compressed_is_read()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, server.Url) { Content = new StringContent("""{"query":"{__typename}"}""", Encoding.UTF8, Json) };
        request.Content.Headers.ContentEncoding.Add("identity");
        using var response = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData(62, HttpStatusCode.OK)]
    [InlineData(63, HttpStatusCode.BadRequest)]
    [InlineData(4_000, HttpStatusCode.BadRequest)]
    public async Task Json_nested_too_deep_is_refused_by_the_limits_name(int levels, HttpStatusCode expected)
    {
        var nested = $$"""{"a":{{new string('[', levels)}}{{new string(']', levels)}}}""";
        var posted = await SendAsync(HttpMethod.Post, $$"""{"query":"{__typename}","variables":{{nested}}}""");
        var extended = await SendAsync(HttpMethod.Post, $$"""{"query":"{__typename}","extensions":{{nested}}}""");
        var asked = await SendAsync(HttpMethod.Get, query: $$"""?query={__typename}&variables={"b":{{(levels > 1_000 ? "[" : nested)}}}""");
        foreach (var (status, body, _) in levels > 1_000 ? [posted, extended] : new[] { posted, extended, asked })
        {
            Assert.Equal(expected, status);
            if (expected == HttpStatusCode.OK) continue;
            Assert.Equal("JSON_TOO_DEEP", Code(body));
            Assert.Contains("The JSON has 65 levels of objects and lists or more; the limit (MaxJsonDepth) is 64.", body, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_delete_that_names_no_event_stream_is_told_what_is_missing()
    {
        var (status, body, _) = await SendAsync(HttpMethod.Delete);
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("X-GraphQL-Event-Stream-Token", body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PATCH")]
    [InlineData("OPTIONS")]
    public async Task Another_method_is_405_and_told_which_are_allowed(string method)
    {
        var (status, body, response) = await SendAsync(new HttpMethod(method));
        Assert.Equal(HttpStatusCode.MethodNotAllowed, status);
        Assert.Equal(["GET", "POST", "PUT", "DELETE"], response.Content.Headers.Allow);
        Assert.Equal("METHOD_NOT_ALLOWED", Code(body));
    }

    [Fact]
    public async Task A_mutation_in_the_url_is_405_and_told_to_post()
    {
        var (status, body, response) = await SendAsync(HttpMethod.Get, query: "?query=" + Uri.EscapeDataString("mutation { touch }"));
        Assert.Equal(HttpStatusCode.MethodNotAllowed, status);
        Assert.Equal(["POST"], response.Content.Headers.Allow);
        Assert.Equal("MUTATION_NOT_ALLOWED", Code(body));
    }

    [Fact]
    public async Task A_posted_mutation_runs()
    {
        var (_, body, _) = await SendAsync(HttpMethod.Post, """{"query":"mutation { touch }"}""");
        Assert.Equal("""{"data":{"touch":1}}""", body);
    }

    [Theory]
    [InlineData("{", "INVALID_JSON")]
    [InlineData("""{"query":"{__typename}"} x""", "INVALID_JSON")]
    [InlineData("", "INVALID_JSON")]
    [InlineData("[]", "BATCHING_NOT_SUPPORTED")]
    [InlineData("\"{__typename}\"", "BAD_REQUEST")]
    [InlineData("{}", "BAD_REQUEST")]
    [InlineData("""{"query":1}""", "BAD_REQUEST")]
    [InlineData("""{"query":"{__typename}","operationName":1}""", "BAD_REQUEST")]
    [InlineData("""{"query":"{__typename}","variables":[1]}""", "BAD_REQUEST")]
    [InlineData("""{"query":"{__typename}","extensions":"x"}""", "BAD_REQUEST")]
    [InlineData("""{"extensions":{"persistedQuery":{"version":1,"sha256Hash":"ab"}}}""", "INVALID_DOCUMENT_ID")]
    [InlineData("""{"documentId":"sha256:ab"}""", "INVALID_DOCUMENT_ID")]
    public async Task A_body_that_is_no_request_is_400(string sent, string code)
    {
        var (status, body, _) = await SendAsync(HttpMethod.Post, sent);
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal(code, Code(body));
    }

    [Fact]
    public async Task Null_parameters_count_as_absent()
    {
        var (status, body, _) = await SendAsync(
            HttpMethod.Post, """{"query":"{__typename}","operationName":null,"variables":null,"extensions":null,"other":[{}]}""");
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("""{"data":{"__typename":"Query"}}""", body);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_over_the_limit_is_413_whether_its_length_is_told_or_not(bool lengthTold)
    {
        var bytes = Encoding.UTF8.GetBytes($$"""{"query":"{__typename} #{{new string('x', 20_000)}}"}""");
        using var request = new HttpRequestMessage(HttpMethod.Post, server.Url)
        {
            Content = lengthTold ? new ByteArrayContent(bytes) : new StreamContent(new UnknownLengthStream(bytes)),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(Json);
        var response = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
        var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Equal("BODY_TOO_LARGE", Code(body));
        Assert.Contains("MaxBodyBytes) is 10000", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_url_over_the_limit_is_414()
    {
        var (status, body, _) = await SendAsync(HttpMethod.Get, query: "?query=" + new string('a', 3_000));
        Assert.Equal(HttpStatusCode.RequestUriTooLong, status);
        Assert.Equal("URL_TOO_LONG", Code(body));
    }

    [Theory]
    [InlineData("?query=%7B__typename%7D&variables=%7B")]
    [InlineData("?query=%7B__typename%7D&variables=1")]
    [InlineData("?query=%7B__typename%7D&variables=%7B%7D%7B%7D")]
    [InlineData("?query=a&query=b")]
    [InlineData("")]
    public async Task A_url_that_is_no_request_is_400(string query)
    {
        var (status, _, _) = await SendAsync(HttpMethod.Get, query: query);
        Assert.Equal(HttpStatusCode.BadRequest, status);
    }

    [Fact]
    public async Task The_cause_of_an_internal_error_is_logged_and_not_told()
    {
        var (_, body, _) = await SendAsync(HttpMethod.Post, """{"query":"{ fail }"}""");
        Assert.DoesNotContain("secret", body, StringComparison.Ordinal);
        Assert.Equal("INTERNAL_SERVER_ERROR", Code(body));
        lock (server.Logged) Assert.Contains(server.Logged, l => l.Contains("Field fail failed", StringComparison.Ordinal) && l.Contains("secret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_accept_language_header_reaches_the_resolvers()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, server.Url + "?query=%7Blanguage%7D");
        request.Headers.AcceptLanguage.ParseAdd("ru, en;q=0.5");
        var response = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal("""{"data":{"language":"ru, en; q=0.5"}}""", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private sealed class UnknownLengthStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
