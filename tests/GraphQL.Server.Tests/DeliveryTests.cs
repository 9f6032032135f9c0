using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;

namespace IbmPlatform.GraphQL.Server.Tests;

/// <summary>What spares bytes and round trips: documents by id, batches, entity tags, compression.</summary>
public sealed class DeliveryTests(KestrelFixture server) : IClassFixture<KestrelFixture>
{
    private async Task<(HttpStatusCode Status, string Body, HttpResponseMessage Response)> SendAsync(
        string path, string? body = null, string query = "", params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(body is null ? HttpMethod.Get : HttpMethod.Post, new Uri(server.Url, path + query));
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        var response = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), response);
    }

    private static string? Code(string body)
    {
        using var json = JsonDocument.Parse(body);
        return json.RootElement.TryGetProperty("errors", out var errors) ? errors[0].GetProperty("extensions").GetProperty("code").GetString() : null;
    }

    private static string Body(string? document, string hash) =>
        JsonSerializer.Serialize(new { query = document, extensions = new { persistedQuery = new { version = 1, sha256Hash = hash } } });

    [Fact]
    public async Task A_document_sent_once_with_its_hash_is_known_by_it()
    {
        const string Document = "query Persisted { greet(name: \"once\") }";
        var hash = KestrelFixture.HashOf(Document);
        var (status, body, _) = await SendAsync("/graphql", Body(null, hash));
        Assert.Equal((HttpStatusCode.OK, "PERSISTED_QUERY_NOT_FOUND"), (status, Code(body)));
        Assert.Contains("\"PersistedQueryNotFound\"", body, StringComparison.Ordinal);
        Assert.Null(Code((await SendAsync("/graphql", Body(Document, hash))).Body));
        var again = await SendAsync("/graphql", Body(null, hash.ToUpperInvariant()));
        Assert.Equal("""{"data":{"greet":"Hello, once!"}}""", again.Body);
        var byId = await SendAsync("/graphql", query: $"?documentId=sha256:{hash}");
        Assert.Equal("""{"data":{"greet":"Hello, once!"}}""", byId.Body);
    }

    [Fact]
    public async Task An_unknown_document_is_400_for_clients_that_know_the_type()
    {
        var (status, body, _) = await SendAsync("/graphql", Body(null, new string('0', 64)), headers: ("Accept", "application/graphql-response+json"));
        Assert.Equal((HttpStatusCode.BadRequest, "PERSISTED_QUERY_NOT_FOUND"), (status, Code(body)));
    }

    [Fact]
    public async Task A_hash_that_is_not_the_documents_is_refused()
    {
        var (status, body, _) = await SendAsync("/graphql", Body("{ greet }", KestrelFixture.HashOf("{ language }")));
        Assert.Equal((HttpStatusCode.BadRequest, "PERSISTED_QUERY_HASH_MISMATCH"), (status, Code(body)));
    }

    [Fact]
    public async Task A_document_that_is_refused_is_not_kept()
    {
        const string Document = "{ unknownField }";
        Assert.NotNull(Code((await SendAsync("/graphql", Body(Document, KestrelFixture.HashOf(Document)))).Body));
        Assert.Equal("PERSISTED_QUERY_NOT_FOUND", Code((await SendAsync("/graphql", Body(null, KestrelFixture.HashOf(Document)))).Body));
    }

    [Fact]
    public async Task The_store_is_bounded_and_drops_what_was_not_used_for_longest()
    {
        string[] documents = ["query A { greet }", "query B { greet }", "query C { greet }"];
        foreach (var document in documents[..2]) await SendAsync("/few", Body(document, KestrelFixture.HashOf(document)));
        Assert.Null(Code((await SendAsync("/few", Body(null, KestrelFixture.HashOf(documents[0])))).Body));
        await SendAsync("/few", Body(documents[2], KestrelFixture.HashOf(documents[2])));
        Assert.Null(Code((await SendAsync("/few", Body(null, KestrelFixture.HashOf(documents[0])))).Body));
        Assert.Equal("PERSISTED_QUERY_NOT_FOUND", Code((await SendAsync("/few", Body(null, KestrelFixture.HashOf(documents[1])))).Body));
    }

    [Fact]
    public async Task A_server_without_a_store_says_so()
    {
        var (status, body, _) = await SendAsync("/batches", Body(null, new string('0', 64)));
        Assert.Equal((HttpStatusCode.BadRequest, "PERSISTED_QUERY_NOT_SUPPORTED"), (status, Code(body)));
    }

    [Fact]
    public async Task Only_trusted_documents_are_executed_where_that_is_asked()
    {
        var hash = KestrelFixture.Trusted.Keys.Single();
        Assert.Equal("""{"data":{"greet":"Hello, world!"}}""", (await SendAsync("/trusted", $$"""{"documentId":"{{hash}}"}""")).Body);
        Assert.Equal("""{"data":{"greet":"Hello, world!"}}""", (await SendAsync("/trusted", """{"query":"{ greet }"}""")).Body);
        var other = Body("{ language }", KestrelFixture.HashOf("{ language }"));
        Assert.Equal("DOCUMENT_NOT_TRUSTED", Code((await SendAsync("/trusted", other)).Body));
        Assert.Equal("PERSISTED_QUERY_NOT_FOUND", Code((await SendAsync("/trusted", Body(null, KestrelFixture.HashOf("{ language }")))).Body));
    }

    [Fact]
    public async Task A_batch_is_answered_in_its_order_each_request_for_itself()
    {
        var (status, body, _) = await SendAsync("/batches", """[{"query":"{greet}"},{"query":"{nothing}"},{"query":"query($n:String!){greet(name:$n)}","variables":{"n":"c"}}]""");
        Assert.Equal(HttpStatusCode.OK, status);
        using var answers = JsonDocument.Parse(body);
        Assert.Equal(3, answers.RootElement.GetArrayLength());
        Assert.Equal("Hello, world!", answers.RootElement[0].GetProperty("data").GetProperty("greet").GetString());
        Assert.True(answers.RootElement[1].TryGetProperty("errors", out _));
        Assert.Equal("Hello, c!", answers.RootElement[2].GetProperty("data").GetProperty("greet").GetString());
    }

    [Theory]
    [InlineData("/batches", "[{\"query\":\"{a}\"},{\"query\":\"{a}\"},{\"query\":\"{a}\"},{\"query\":\"{a}\"}]", HttpStatusCode.RequestEntityTooLarge, "BATCH_TOO_LARGE")]
    [InlineData("/batches", "[]", HttpStatusCode.BadRequest, "BAD_REQUEST")]
    [InlineData("/batches", "[[]]", HttpStatusCode.BadRequest, "BAD_REQUEST")]
    [InlineData("/batches", "[{\"query\":\"{a}\"}", HttpStatusCode.BadRequest, "INVALID_JSON")]
    [InlineData("/graphql", "[{\"query\":\"{greet}\"}]", HttpStatusCode.BadRequest, "BATCHING_NOT_SUPPORTED")]
    public async Task A_batch_that_is_too_large_or_none_is_refused(string path, string sent, HttpStatusCode status, string code)
    {
        var answer = await SendAsync(path, sent);
        Assert.Equal((status, code), (answer.Status, Code(answer.Body)));
    }

    [Fact]
    public async Task A_client_that_holds_the_answer_is_told_so_in_place_of_it()
    {
        const string Query = "?query={greet}";
        var (_, _, first) = await SendAsync("/graphql", query: Query);
        var tag = first.Headers.ETag!.ToString();
        Assert.StartsWith("W/\"", tag, StringComparison.Ordinal);
        var (status, body, again) = await SendAsync("/graphql", query: Query, headers: ("If-None-Match", $"\"other\", {tag}"));
        Assert.Equal((HttpStatusCode.NotModified, ""), (status, body));
        Assert.Equal(tag, again.Headers.ETag!.ToString());
        Assert.Equal(HttpStatusCode.OK, (await SendAsync("/graphql", query: "?query={__typename}", headers: ("If-None-Match", tag))).Status);
        Assert.Equal(HttpStatusCode.OK, (await SendAsync("/graphql", query: Query, headers: [("If-None-Match", tag), ("Accept", "application/graphql-response+json")])).Status);
    }

    [Fact]
    public async Task Answers_with_errors_and_answers_to_post_have_no_tag()
    {
        Assert.Null((await SendAsync("/graphql", query: "?query={fail}")).Response.Headers.ETag);
        Assert.Null((await SendAsync("/graphql", """{"query":"{greet}"}""")).Response.Headers.ETag);
    }

    [Theory]
    [InlineData("br", "br")]
    [InlineData("gzip, deflate", "gzip")]
    [InlineData("gzip, br", "br")]
    [InlineData("gzip;q=1, br;q=0.2", "gzip")]
    [InlineData("*", "br")]
    [InlineData("br;q=0, *", "gzip")]
    [InlineData("deflate", null)]
    [InlineData("identity", null)]
    public async Task A_long_answer_is_compressed_as_the_client_likes(string accepted, string? coding)
    {
        var name = new string('x', 500);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(server.Url, $"/few?query={{greet(name:\"{name}\")}}"));
        request.Headers.TryAddWithoutValidation("Accept-Encoding", accepted);
        using var response = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(coding, response.Content.Headers.ContentEncoding.SingleOrDefault());
        Assert.Contains("Accept-Encoding", response.Headers.Vary);
        var sent = await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        await using var plain = coding switch { "br" => new BrotliStream(sent, CompressionMode.Decompress), "gzip" => new GZipStream(sent, CompressionMode.Decompress), _ => sent };
        using var reader = new StreamReader(plain);
        Assert.Equal($$$"""{"data":{"greet":"Hello, {{{name}}}!"}}""", await reader.ReadToEndAsync(TestContext.Current.CancellationToken));
        Assert.Equal(coding is not null, response.Content.Headers.ContentLength < 200);
    }

    [Fact]
    public async Task A_short_answer_is_not_compressed()
    {
        var (_, body, response) = await SendAsync("/few", """{"query":"{greet}"}""", headers: ("Accept-Encoding", "br"));
        Assert.Empty(response.Content.Headers.ContentEncoding);
        Assert.Equal("""{"data":{"greet":"Hello, world!"}}""", body);
    }
}
