using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using IbmPlatform.Testing;

namespace IbmPlatform.GraphQL.Server.Tests.Incremental;

public sealed class IncrementalTests(IncrementalServer server) : IClassFixture<IncrementalServer>
{
    private const string Deferred = "{ city { name ... @defer(label: \"rivers\") { rivers } } }";
    private const string Whole = """{"data":{"city":{"name":"Бишкек","rivers":["Ala-Archa of Бишкек"]}}}""";

    private static readonly string[] Parts =
    [
        """{"data":{"city":{"name":"Бишкек"}},"pending":[{"id":"0","path":["city"],"label":"rivers"}],"hasNext":true}""",
        """{"hasNext":false,"incremental":[{"id":"0","data":{"rivers":["Ala-Archa of Бишкек"]}}],"completed":[{"id":"0"}]}""",
    ];

    [Theory]
    [InlineData("meros")]
    [InlineData("sse")]
    public async Task A_client_that_others_use_reads_each_part_as_it_comes(string client)
    {
        Assert.Equal(Parts, await ReadAsync(client, Deferred));
        server.Waiting.Close();
        Assert.Equal(
            [
                """{"data":{"letters":["a"]},"pending":[{"id":"0","path":["letters"]}],"hasNext":true}""",
                """{"hasNext":false,"incremental":[{"id":"0","items":["b","c"]}],"completed":[{"id":"0"}]}""",
            ],
            await ReadAsync(client, "{ letters @stream(initialCount: 1) }"));
    }

    [Fact]
    public async Task Apollo_Client_puts_the_parts_together()
    {
        var told = await ReadAsync("apollo", "query { city { name ... @defer { rivers } } }");
        Assert.Equal(2, told.Count);
        Assert.Equal("""{"city":{"__typename":"City","name":"Бишкек"}}""", told[0]);
        Assert.Equal("""{"city":{"__typename":"City","name":"Бишкек","rivers":["Ala-Archa of Бишкек"]}}""", told[1]);
    }

    [Theory]
    [InlineData("multipart/mixed", "multipart/mixed; boundary=\"-\"")]
    [InlineData("multipart/mixed;incrementalSpec=v0.2,application/graphql-response+json;q=0.9", "multipart/mixed; boundary=\"-\"; incrementalSpec=v0.2")]
    public async Task The_body_is_framed_as_clients_read_it(string accept, string contentType)
    {
        server.Waiting.Open();
        using var response = await AskAsync(accept, Deferred);
        Assert.Equal(contentType, response.Content.Headers.ContentType!.ToString());
        Assert.Empty(response.Content.Headers.ContentEncoding);
        const string head = "\r\nContent-Type: application/json; charset=utf-8\r\n\r\n";
        Assert.Equal($"---{head}{Parts[0]}\r\n---{head}{Parts[1]}\r\n-----\r\n", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/graphql-response+json")]
    [InlineData("*/*")]
    [InlineData("multipart/mixed;deferSpec=20220824,application/json")]
    [InlineData("multipart/mixed;q=0,application/json")]
    public async Task A_client_that_does_not_take_these_parts_gets_the_whole(string accept)
    {
        server.Waiting.Open();
        using var response = await AskAsync(accept, Deferred);
        Assert.DoesNotContain("multipart", response.Content.Headers.ContentType!.MediaType, StringComparison.Ordinal);
        Assert.Equal(Whole, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task What_needs_no_parts_is_answered_whole_with_its_status()
    {
        const string accept = "multipart/mixed, application/graphql-response+json";
        using var plain = await AskAsync(accept, "{ city { name } }");
        Assert.Equal("application/graphql-response+json", plain.Content.Headers.ContentType!.MediaType);
        using var invalid = await AskAsync(accept, "{ nothing }");
        Assert.Equal(400, (int)invalid.StatusCode);
    }

    [Fact]
    public async Task A_client_that_takes_nothing_but_parts_gets_the_whole_as_one()
    {
        using var response = await AskAsync("multipart/mixed", "{ city { name } }");
        Assert.Equal("multipart/mixed", response.Content.Headers.ContentType!.MediaType);
        var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Equal("---\r\nContent-Type: application/json; charset=utf-8\r\n\r\n{\"data\":{\"city\":{\"name\":\"Бишкек\"}}}\r\n-----\r\n", body);
    }

    private async Task<HttpResponseMessage> AskAsync(string accept, string query)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, server.Url) { Content = JsonContent.Create(new { query }) };
        foreach (var range in accept.Split(',')) request.Headers.Accept.Add(MediaTypeWithQualityHeaderValue.Parse(range));
        return await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private async Task<IReadOnlyList<string>> ReadAsync(string client, string query)
    {
        server.Waiting.Close();
        var program = await NodeProgram.InstallAsync("tests", "GraphQL.Server.Tests", "Incremental", "Clients");
        var (exit, output, errors) = await program.RunAsync("clients.js", client, server.Url.ToString(), query);
        Assert.True(exit == 0, errors);
        var plain = new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        return [.. JsonNode.Parse(output)!.AsArray().Select(part => part!.ToJsonString(plain))];
    }
}
