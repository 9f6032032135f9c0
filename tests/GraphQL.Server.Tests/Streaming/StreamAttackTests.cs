using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;

namespace IbmPlatform.GraphQL.Server.Tests.Streaming;

/// <summary>What attackers and broken clients do to subscriptions.</summary>
public sealed class StreamAttackTests(StreamServer server) : IClassFixture<StreamServer>
{
    private static string HoldOf(string id) => $"subscription {{ hold(id: \"{id}\") }}";

    [Fact]
    public async Task A_start_before_init_runs_nothing()
    {
        using var socket = await RawSocket.ConnectAsync(server.Url);
        await socket.SubscribeAsync("a", "subscription { flood(id: \"early\") }");
        Assert.StartsWith("4401", await socket.ReceiveAsync(), StringComparison.Ordinal);
        Assert.Equal(0, server.Feed["early"].Pulled);
    }

    [Fact]
    public async Task An_oversized_message_closes_the_connection_and_names_the_limit()
    {
        using var socket = await RawSocket.InitialisedAsync(server.Address("/small"), "large");
        await socket.SubscribeAsync("a", "{ greet(name: \"" + new string('x', 2_000) + "\") }");
        var closed = await socket.ReceiveAsync();
        Assert.StartsWith("1009 The message has ", closed, StringComparison.Ordinal);
        Assert.EndsWith("the limit (MaxMessageBytes) is 1000", closed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Operations_of_one_socket_are_limited()
    {
        using var socket = await RawSocket.InitialisedAsync(server.Address("/small"), "many");
        foreach (var id in new[] { "m1", "m2" })
        {
            await socket.SubscribeAsync(id, HoldOf(id));
            await socket.ReceiveAsync();
        }

        await socket.SubscribeAsync("m3", "{ greet }");
        var refused = await socket.ReceiveAsync();
        Assert.Contains("\"id\":\"m3\",\"type\":\"error\"", refused, StringComparison.Ordinal);
        Assert.Contains("This connection runs 2 operations already; the limit (MaxOperationsPerConnection) is 2. Complete one first.", refused, StringComparison.Ordinal);
        await socket.SendAsync("""{"type":"complete","id":"m1"}""");
        await server.Feed["m1"].Disposed;
        Assert.Contains("Hello", await UntilTakenAsync(socket, "m4", "{ greet }"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Subscriptions_of_one_user_are_limited_over_all_connections()
    {
        using var first = await RawSocket.InitialisedAsync(server.Address("/small"), "greedy");
        using var second = await RawSocket.InitialisedAsync(server.Address("/small"), "greedy");
        foreach (var (socket, id) in new[] { (first, "g1"), (first, "g2"), (second, "g3") })
        {
            await socket.SubscribeAsync(id, HoldOf(id));
            await socket.ReceiveAsync();
        }

        await second.SubscribeAsync("g4", HoldOf("g4"));
        Assert.Contains("You run 3 subscriptions already; the limit (MaxSubscriptionsPerClient) is 3. Complete one first.", await second.ReceiveAsync(), StringComparison.Ordinal);
        Assert.Equal(0, server.Feed["g4"].Pulled);
        using var other = await RawSocket.InitialisedAsync(server.Address("/small"), "modest");
        await other.SubscribeAsync("o1", HoldOf("o1"));
        Assert.Contains("\"hold\":0", await other.ReceiveAsync(), StringComparison.Ordinal);
        first.Abort();
        await server.Feed["g1"].Disposed;
        Assert.Contains("\"hold\":0", await UntilTakenAsync(second, "g5", HoldOf("g5")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Subscriptions_of_the_process_are_limited_over_all_users()
    {
        using var first = await RawSocket.InitialisedAsync(server.Address("/crowded"), "c1");
        Assert.Contains("\"hold\":0", await UntilTakenAsync(first, "p1", HoldOf("p1")), StringComparison.Ordinal);
        using var second = await RawSocket.InitialisedAsync(server.Address("/crowded"), "c2");
        await second.SubscribeAsync("p2", HoldOf("p2"));
        Assert.Contains("the limit (MaxSubscriptions) is 1. Try again later.", await second.ReceiveAsync(), StringComparison.Ordinal);
        await second.SubscribeAsync("q", "{ greet }");
        Assert.Contains("Hello", await second.ReceiveAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connections_of_one_client_are_limited()
    {
        using var first = await RawSocket.ConnectAsync(server.Address("/connections"), user: "idle");
        using var second = await RawSocket.ConnectAsync(server.Address("/connections"), user: "idle");
        var refused = await Assert.ThrowsAsync<WebSocketException>(() => RawSocket.ConnectAsync(server.Address("/connections"), user: "idle"));
        Assert.Contains("429", refused.Message, StringComparison.Ordinal);
        using var reserve = new HttpRequestMessage(HttpMethod.Put, server.Address("/connections"));
        reserve.Headers.Add("X-User", "idle");
        using var answer = await server.Client.SendAsync(reserve, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.True(answer.Headers.RetryAfter?.Delta >= TimeSpan.FromSeconds(1));
        Assert.Contains("You hold 2 connections already; the limit (MaxConnectionsPerClient) is 2.", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_subscriptions_end_does_not_touch_another()
    {
        using var socket = await RawSocket.InitialisedAsync(server.Url, "two");
        await socket.SubscribeAsync("t1", HoldOf("t1"));
        await socket.ReceiveAsync();
        await socket.SubscribeAsync("t2", HoldOf("t2"));
        await socket.ReceiveAsync();
        await socket.SendAsync("""{"type":"complete","id":"t1"}""");
        await server.Feed["t1"].Disposed;
        await server.Feed["t2"].Pushed.Writer.WriteAsync(5, TestContext.Current.CancellationToken);
        Assert.Equal("""{"id":"t2","type":"next","payload":{"data":{"hold":5}}}""", await socket.ReceiveAsync());
        Assert.False(server.Feed["t2"].IsDisposed);
    }

    [Fact]
    public async Task An_abrupt_disconnect_disposes_the_resolvers_enumerator()
    {
        using var socket = await RawSocket.InitialisedAsync(server.Url, "abrupt");
        await socket.SubscribeAsync("a", HoldOf("abrupt-ws"));
        await socket.ReceiveAsync();
        socket.Abort();
        await server.Feed["abrupt-ws"].Disposed;

        using var tcp = new TcpClient();
        await tcp.ConnectAsync(IPAddress.Loopback, server.Url.Port, TestContext.Current.CancellationToken);
        var query = Uri.EscapeDataString(HoldOf("abrupt-sse"));
        await tcp.GetStream().WriteAsync(
            Encoding.ASCII.GetBytes($"GET /graphql?query={query} HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n\r\n"), TestContext.Current.CancellationToken);
        using var reader = new StreamReader(tcp.GetStream());
        while (await reader.ReadLineAsync(TestContext.Current.CancellationToken) is { } line && !line.Contains("\"hold\":0", StringComparison.Ordinal)) { }
        tcp.Client.Close(timeout: 0);
        await server.Feed["abrupt-sse"].Disposed;
    }

    [Fact]
    public async Task A_reader_that_stops_reading_stops_its_source_until_it_goes_on()
    {
        using var socket = await RawSocket.InitialisedAsync(server.Url, "slow");
        await socket.SubscribeAsync("a", "subscription { flood(id: \"slow-ws\") }");
        // Only what the two sockets' buffers hold has been asked for: 64 KiB each.
        var held = await StalledAsync(server.Feed["slow-ws"]);
        Assert.InRange(held, 1, 1_000);
        for (var i = 0; i <= held; i++) Assert.StartsWith("""{"id":"a","type":"next","payload":{"data":{"flood":"xxx""", await socket.ReceiveAsync(), StringComparison.Ordinal);
        Assert.True(server.Feed["slow-ws"].Pulled > held);
    }

    [Fact]
    public async Task An_event_stream_that_is_not_read_stops_its_source_too()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, server.Address("/graphql?query=" + Uri.EscapeDataString("subscription { flood(id: \"slow-sse\") }")));
        request.Headers.Add("Accept", "text/event-stream");
        var response = await server.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        Assert.InRange(await StalledAsync(server.Feed["slow-sse"]), 1, 1_000);
        response.Dispose();
        await server.Feed["slow-sse"].Disposed;
    }

    [Fact]
    public async Task A_reader_that_takes_nothing_for_too_long_is_cut_off()
    {
        using var socket = await RawSocket.InitialisedAsync(server.Address("/impatient"), "stuck");
        await socket.SubscribeAsync("a", "subscription { flood(id: \"stuck-ws\") }");
        await server.Feed["stuck-ws"].Disposed;

        using var request = new HttpRequestMessage(HttpMethod.Get, server.Address("/impatient?query=" + Uri.EscapeDataString("subscription { flood(id: \"stuck-sse\") }")));
        request.Headers.Add("Accept", "text/event-stream");
        using var response = await server.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        await server.Feed["stuck-sse"].Disposed;
    }

    /// <summary>Waits until a source is not asked for more.</summary>
    private static async Task<int> StalledAsync(Feed.Source source)
    {
        var (before, still) = (-1, 0);
        while (still < 10)
        {
            await Task.Delay(100, TestContext.Current.CancellationToken);
            still = source.Pulled == before && before > 0 ? still + 1 : 0;
            before = source.Pulled;
        }

        return before;
    }

    /// <summary>Room that an operation took is free once it has ended, which its disposed enumerator does not wait for.</summary>
    private static async Task<string> UntilTakenAsync(RawSocket socket, string id, string query)
    {
        while (true)
        {
            await socket.SubscribeAsync(id, query);
            var answer = await socket.ReceiveAsync();
            if (!answer.Contains("LIMIT_EXCEEDED", StringComparison.Ordinal)) return answer;
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }
}
