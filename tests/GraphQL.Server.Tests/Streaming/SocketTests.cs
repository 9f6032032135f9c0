using System.Net.WebSockets;

namespace IbmPlatform.GraphQL.Server.Tests.Streaming;

/// <summary>graphql-transport-ws, message by message.</summary>
public sealed class SocketTests(StreamServer server) : IClassFixture<StreamServer>
{
    private const string Init = """{"type":"connection_init"}""";
    private const string Ack = """{"type":"connection_ack"}""";

    private Task<RawSocket> ConnectAsync(string path = "/graphql") => RawSocket.ConnectAsync(server.Address(path));

    [Theory]
    [InlineData("not json", "4400 The message is no valid JSON")]
    [InlineData("[]", "4400 A message must be a JSON object with a string \"type\"")]
    [InlineData("{}", "4400 A message must be a JSON object with a string \"type\"")]
    [InlineData("""{"type":"start"}""", "4400 Unknown message type \"start\"")]
    [InlineData("""{"type":"connection_init","payload":1}""", "4400 The payload of connection_init must be an object")]
    [InlineData("""{"type":"subscribe","id":"a","payload":{"query":"{greet}"}}""", "4401 Unauthorized")]
    [InlineData("""{"type":"connection_init","payload":{"token":"bad"}}""", "4403 This token is not ours")]
    [InlineData("""{"type":"connection_init","payload":{"token":"told"}}""", "4403 The token has expired")]
    [InlineData("""{"type":"connection_init","payload":{"token":"flaw"}}""", "4500 Internal error; the log has the cause under")]
    public async Task A_first_message_that_breaks_the_protocol_closes_the_connection(string message, string closed)
    {
        using var socket = await ConnectAsync();
        await socket.SendAsync(message);
        Assert.StartsWith(closed, await socket.ReceiveAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Init, "4429 Too many initialisation requests")]
    [InlineData("""{"type":"subscribe","payload":{"query":"{greet}"}}""", "4400 \"subscribe\" needs an \"id\"")]
    [InlineData("""{"type":"subscribe","id":"a"}""", "4400 \"subscribe\" needs a \"payload\" object")]
    [InlineData("""{"type":"subscribe","id":"a","payload":{}}""", "4400 The parameter \"query\" is missing")]
    [InlineData("""{"type":"subscribe","id":"a","payload":{"query":1}}""", "4400 The parameter \"query\" must be a string.")]
    [InlineData("""{"type":"complete"}""", "4400 \"complete\" needs an \"id\"")]
    [InlineData("""{"type":"subscribe","id":"\uD800","payload":{"query":"{greet}"}}""", "4400 The message is no valid JSON")]
    public async Task A_later_message_that_breaks_the_protocol_closes_the_connection(string message, string closed)
    {
        using var socket = await ConnectAsync();
        await socket.SendAsync(Init);
        Assert.Equal(Ack, await socket.ReceiveAsync());
        await socket.SendAsync(message);
        Assert.StartsWith(closed, await socket.ReceiveAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_binary_message_closes_the_connection()
    {
        using var socket = await ConnectAsync();
        await socket.SendAsync(Init, WebSocketMessageType.Binary);
        Assert.Equal("4400 A message must be text", await socket.ReceiveAsync());
    }

    [Fact]
    public async Task A_text_message_that_is_no_utf8_closes_the_connection_as_the_websocket_protocol_says()
    {
        using var socket = await ConnectAsync();
        await socket.SendAsync([(byte)'{', (byte)'"', 0xC3, 0x28, (byte)'"', (byte)'}']);
        Assert.StartsWith("1007", await socket.ReceiveAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_nested_too_deep_is_told_the_limit()
    {
        using var socket = await ConnectAsync();
        await socket.SendAsync("""{"type":"ping","payload":{"a":""" + new string('[', 70) + new string(']', 70) + "}}");
        Assert.Equal("4400 The JSON has 65 levels of objects and lists or more; the limit (MaxJsonDepth) is 64.", await socket.ReceiveAsync());
    }

    [Fact]
    public async Task A_client_that_does_not_say_who_it_is_in_time_is_sent_away()
    {
        using var silent = await ConnectAsync("/hasty");
        Assert.Equal("4408 Connection initialisation timeout", await silent.ReceiveAsync());
        using var waiting = await ConnectAsync("/hasty");
        await waiting.SendAsync("""{"type":"connection_init","payload":{"token":"pending"}}""");
        Assert.Equal("4408 Connection initialisation timeout", await waiting.ReceiveAsync());
    }

    [Fact]
    public async Task A_client_without_our_subprotocol_is_sent_away()
    {
        using var socket = await RawSocket.ConnectAsync(server.Url, protocol: null);
        Assert.StartsWith("4406 Subprotocol not acceptable", await socket.ReceiveAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_ping_is_answered_before_and_after_the_acknowledgement()
    {
        using var socket = await ConnectAsync();
        await socket.SendAsync("""{"type":"ping","payload":{"a":1}}""");
        Assert.Equal("""{"type":"pong","payload":{"a":1}}""", await socket.ReceiveAsync());
        await socket.SendAsync("""{"type":"pong"}""");
        await socket.SendAsync(Init);
        Assert.Equal(Ack, await socket.ReceiveAsync());
        await socket.SendAsync("""{"type":"ping"}""");
        Assert.Equal("""{"type":"pong"}""", await socket.ReceiveAsync());
    }

    [Fact]
    public async Task An_id_in_use_closes_the_connection_and_is_free_once_stopped()
    {
        using var socket = await RawSocket.InitialisedAsync(server.Url, "ids");
        await socket.SubscribeAsync("a", "subscription { hold(id: \"ids-1\") }");
        Assert.Equal("""{"id":"a","type":"next","payload":{"data":{"hold":0}}}""", await socket.ReceiveAsync());
        await socket.SendAsync("""{"type":"complete","id":"a"}""");
        await socket.SubscribeAsync("a", "{ greet }");
        Assert.Equal("""{"id":"a","type":"next","payload":{"data":{"greet":"Hello, world!"}}}""", await socket.ReceiveAsync());
        Assert.Equal("""{"id":"a","type":"complete"}""", await socket.ReceiveAsync());
        await socket.SubscribeAsync("a", "subscription { hold(id: \"ids-2\") }");
        await socket.ReceiveAsync();
        await socket.SubscribeAsync("a", "{ greet }");
        Assert.Equal("4409 Subscriber for a already exists", await socket.ReceiveAsync());
        await server.Feed["ids-2"].Disposed;
    }

    [Fact]
    public async Task A_refused_operation_gets_an_error_and_no_complete()
    {
        using var socket = await RawSocket.InitialisedAsync(server.Url, "refused");
        await socket.SubscribeAsync("a", "{ nothing }");
        Assert.StartsWith("""{"id":"a","type":"error","payload":[{"message":"There is no field""", await socket.ReceiveAsync(), StringComparison.Ordinal);
        await socket.SendAsync("""{"type":"ping"}""");
        Assert.Equal("""{"type":"pong"}""", await socket.ReceiveAsync());
    }

    [Theory]
    [InlineData("/graphql", "http://elsewhere.example", false)]
    [InlineData("/graphql", null, true)]
    [InlineData("/graphql", "own", true)]
    [InlineData("/open", "https://example.org", true)]
    [InlineData("/open", "https://example.com", false)]
    public async Task A_page_of_another_origin_may_not_connect_unless_it_is_named(string path, string? origin, bool allowed)
    {
        if (origin == "own") origin = $"http://{server.Url.Authority}";
        var connecting = RawSocket.ConnectAsync(server.Address(path), origin: origin);
        if (!allowed)
        {
            Assert.Contains("403", (await Assert.ThrowsAsync<WebSocketException>(() => connecting)).Message, StringComparison.Ordinal);
            return;
        }

        using var socket = await connecting;
        await socket.SendAsync(Init);
        Assert.Equal(Ack, await socket.ReceiveAsync());
    }

    [Fact]
    public async Task The_hook_says_who_the_user_is_whatever_the_upgrade_request_said()
    {
        using var socket = await RawSocket.ConnectAsync(server.Url, user: "bo");
        await socket.SendAsync("""{"type":"connection_init","payload":{"token":"cy"}}""");
        await socket.ReceiveAsync();
        await socket.SubscribeAsync("a", "subscription { whoami }");
        Assert.Contains("\"whoami\":\"cy\"", await socket.ReceiveAsync(), StringComparison.Ordinal);
    }
}
