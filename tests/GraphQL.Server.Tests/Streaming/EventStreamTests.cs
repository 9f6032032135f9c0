using System.Net;
using System.Text;
using System.Text.Json;

namespace IbmPlatform.GraphQL.Server.Tests.Streaming;

/// <summary>GraphQL over server-sent events, request by request.</summary>
public sealed class EventStreamTests(StreamServer server) : IClassFixture<StreamServer>
{
    private const string Token = "X-GraphQL-Event-Stream-Token";

    private async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string path, string? body = null, string accept = "text/event-stream", params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, server.Address(path));
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        request.Headers.Add("Accept", accept);
        foreach (var (name, value) in headers) request.Headers.Add(name, value);
        return await server.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
    }

    private static async Task<string> TextAsync(HttpResponseMessage response) => await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

    private async Task<string> ReserveAsync(string path = "/graphql", params (string Name, string Value)[] headers)
    {
        using var response = await SendAsync(HttpMethod.Put, path, accept: "*/*", headers: headers);
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        return await TextAsync(response);
    }

    private static async Task<string> NextAsync(StreamReader events)
    {
        var lines = new List<string>();
        while (await events.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            if (line.Length > 0 && line[0] != ':') lines.Add(line);
            else if (lines.Count > 0) break;
        }

        return string.Join('\n', lines);
    }

    private static string HeldAs(string id) =>
        JsonSerializer.Serialize(new { query = $"subscription {{ hold(id: \"{id}\") }}", extensions = new { operationId = id } });

    private static async Task<StreamReader> ReaderAsync(HttpResponseMessage response) =>
        new(await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));

    [Theory]
    [InlineData("subscription { count(to: 2) }", "event: next\ndata: {\"data\":{\"count\":1}}\n\nevent: next\ndata: {\"data\":{\"count\":2}}\n\n")]
    [InlineData("{ greet }", "event: next\ndata: {\"data\":{\"greet\":\"Hello, world!\"}}\n\n")]
    public async Task Answers_come_as_events_and_then_a_complete(string query, string events)
    {
        foreach (var byGet in new[] { true, false })
        {
            using var response = byGet
                ? await SendAsync(HttpMethod.Get, "/graphql?query=" + Uri.EscapeDataString(query))
                : await SendAsync(HttpMethod.Post, "/graphql", $$"""{"query":"{{query}}"}""");
            Assert.Equal("text/event-stream; charset=utf-8", response.Content.Headers.ContentType!.ToString());
            Assert.Equal(":\n\n" + events + "event: complete\ndata:\n\n", await TextAsync(response));
        }
    }

    [Fact]
    public async Task A_request_error_is_an_event_so_that_the_client_can_read_it()
    {
        using var response = await SendAsync(HttpMethod.Get, "/graphql?query={nothing}");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var text = await TextAsync(response);
        Assert.StartsWith(":\n\nevent: next\ndata: {\"errors\":[{\"message\":\"There is no field", text, StringComparison.Ordinal);
        Assert.EndsWith("event: complete\ndata:\n\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mutation_by_get_is_refused_over_events_too()
    {
        using var response = await SendAsync(HttpMethod.Get, "/graphql?query=" + Uri.EscapeDataString("mutation { touch }"));
        Assert.Contains("A mutation must be sent by POST.", await TextAsync(response), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text/event-stream", "text/event-stream")]
    [InlineData("text/event-stream, multipart/mixed, application/json", "text/event-stream")]
    [InlineData("application/graphql-response+json, application/json, text/event-stream, multipart/mixed", "application/graphql-response+json")]
    [InlineData("text/event-stream;q=0.5, application/json", "application/json")]
    [InlineData("text/event-stream, */*", "text/event-stream")]
    [InlineData("*/*", "application/json")]
    public async Task The_client_chooses_between_events_and_one_answer(string accept, string expected)
    {
        using var response = await SendAsync(HttpMethod.Post, "/graphql", """{"query":"{greet}"}""", accept);
        Assert.Equal(expected, response.Content.Headers.ContentType!.MediaType);
    }

    [Theory]
    [InlineData("[]", HttpStatusCode.BadRequest)]
    [InlineData("nonsense", HttpStatusCode.BadRequest)]
    public async Task A_body_that_is_no_request_is_refused_before_the_stream_begins(string body, HttpStatusCode status)
    {
        using var response = await SendAsync(HttpMethod.Post, "/graphql", body);
        Assert.Equal(status, response.StatusCode);
        Assert.Equal("application/json", response.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task Operations_share_a_reserved_stream_and_are_stopped_one_by_one()
    {
        var token = (Token, await ReserveAsync());
        using var stream = await SendAsync(HttpMethod.Get, "/graphql", headers: token);
        using var events = await ReaderAsync(stream);
        foreach (var id in new[] { "shared-1", "shared-2" })
        {
            using var started = await SendAsync(
                HttpMethod.Post, "/graphql", HeldAs(id), "application/json", token);
            Assert.Equal(HttpStatusCode.Accepted, started.StatusCode);
            Assert.Equal("""event: next|data: {"id":"ID","payload":{"data":{"hold":0}}}""".Replace("ID", id, StringComparison.Ordinal), (await NextAsync(events)).Replace('\n', '|'));
        }

        using var stopped = await SendAsync(HttpMethod.Delete, "/graphql?operationId=shared-1", accept: "*/*", headers: token);
        Assert.Equal(HttpStatusCode.OK, stopped.StatusCode);
        await server.Feed["shared-1"].Disposed;
        using var query = await SendAsync(HttpMethod.Get, "/graphql?query={greet}&extensions=" + Uri.EscapeDataString("""{"operationId":"q"}"""), accept: "application/json", headers: token);
        Assert.Equal(HttpStatusCode.Accepted, query.StatusCode);
        Assert.Equal("""event: next|data: {"id":"q","payload":{"data":{"greet":"Hello, world!"}}}""", (await NextAsync(events)).Replace('\n', '|'));
        Assert.Equal("""event: complete|data: {"id":"q"}""", (await NextAsync(events)).Replace('\n', '|'));
        stream.Dispose();
        await server.Feed["shared-2"].Disposed;
    }

    [Fact]
    public async Task Requests_that_do_not_fit_their_stream_are_refused()
    {
        const string Query = """{"query":"{greet}","extensions":{"operationId":"a"}}""";
        (string, string) unknown = (Token, new string('0', 32)), token = (Token, await ReserveAsync()), others = (Token, await ReserveAsync(headers: ("X-User", "owner")));
        async Task<HttpStatusCode> StatusAsync(HttpMethod method, string path, string? body, string accept, (string, string) header)
        {
            using var response = await SendAsync(method, path, body, accept, header);
            return response.StatusCode;
        }

        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(HttpMethod.Get, "/graphql", null, "text/event-stream", unknown));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(HttpMethod.Get, "/graphql", null, "text/event-stream", others));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(HttpMethod.Post, "/graphql", Query, "application/json", unknown));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(HttpMethod.Post, "/graphql", Query, "application/json", token));
        using var stream = await SendAsync(HttpMethod.Get, "/graphql?token=" + token.Item2);
        using var events = await ReaderAsync(stream);
        Assert.Equal(HttpStatusCode.OK, stream.StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, await StatusAsync(HttpMethod.Get, "/graphql", null, "text/event-stream", token));
        Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync(HttpMethod.Post, "/graphql", """{"query":"{greet}"}""", "application/json", token));
        Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync(HttpMethod.Delete, "/graphql", null, "*/*", token));
        Assert.Equal(HttpStatusCode.MethodNotAllowed, await StatusAsync(HttpMethod.Patch, "/graphql", null, "*/*", token));
        const string Held = """{"query":"subscription { hold(id: \"fit\") }","extensions":{"operationId":"a"}}""";
        Assert.Equal(HttpStatusCode.Accepted, await StatusAsync(HttpMethod.Post, "/graphql", Held, "application/json", token));
        Assert.Equal(HttpStatusCode.Conflict, await StatusAsync(HttpMethod.Post, "/graphql", Held, "application/json", token));
    }

    [Fact]
    public async Task Operations_of_one_event_stream_are_limited()
    {
        var headers = new[] { (Token, await ReserveAsync("/small", ("X-User", "sse-many"))), ("X-User", "sse-many") };
        using var stream = await SendAsync(HttpMethod.Get, "/small", headers: headers);
        foreach (var (id, status) in new[] { ("e1", HttpStatusCode.Accepted), ("e2", HttpStatusCode.Accepted), ("e3", HttpStatusCode.TooManyRequests) })
        {
            using var started = await SendAsync(
                HttpMethod.Post, "/small", HeldAs(id), "application/json", headers);
            Assert.Equal(status, started.StatusCode);
            if (status == HttpStatusCode.TooManyRequests)
                Assert.Contains("This connection runs 2 operations already; the limit (MaxOperationsPerConnection) is 2.", await TextAsync(started), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_reserved_stream_that_nobody_opens_is_given_up()
    {
        var token = (Token, await ReserveAsync("/hasty"));
        while (true)
        {
            await Task.Delay(250, TestContext.Current.CancellationToken);
            using var late = await SendAsync(HttpMethod.Delete, "/hasty?operationId=a", accept: "*/*", headers: token);
            if (late.StatusCode == HttpStatusCode.NotFound) return;
        }
    }

    [Fact]
    public async Task A_silent_stream_is_kept_alive_by_comments()
    {
        using var response = await SendAsync(HttpMethod.Get, "/lively?query=" + Uri.EscapeDataString("subscription { hold(id: \"silent\") }"));
        using var events = await ReaderAsync(response);
        var comments = 0;
        while (comments < 4) comments += await events.ReadLineAsync(TestContext.Current.CancellationToken) == ":" ? 1 : 0;
    }

    [Fact]
    public async Task A_server_that_stops_ends_its_streams()
    {
        await using var own = new StreamServer();
        await own.InitializeAsync();
        using var socket = await RawSocket.InitialisedAsync(own.Url, "stop");
        await socket.SubscribeAsync("a", "subscription { hold(id: \"stop-ws\") }");
        await socket.ReceiveAsync();
        using var response = await own.Client.GetAsync(
            own.Address("/graphql?query={greet}"), TestContext.Current.CancellationToken);
        var stopping = own.StopAsync();
        Assert.StartsWith("1001 The server stops", await socket.ReceiveAsync(), StringComparison.Ordinal);
        await own.Feed["stop-ws"].Disposed;
        await stopping;
    }
}
