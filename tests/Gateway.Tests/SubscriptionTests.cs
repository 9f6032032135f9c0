using System.Net.WebSockets;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using IbmPlatform.GraphQL.Execution;
using IbmPlatform.GraphQL.Server.Settings;
using Microsoft.Extensions.DependencyInjection;

namespace IbmPlatform.Gateway.Tests;

/// <summary>Subscriptions through the gateway: events of one real subgraph, joined with fields of another.</summary>
public sealed class SubscriptionTests : IAsyncLifetime
{
    private readonly Sales _sales = new();
    private TinySubgraph _sold = null!;
    private TinySubgraph _stars = null!;
    private RunningGateway _gateway = null!;

    public async ValueTask InitializeAsync()
    {
        _sold = await TinySubgraph.StartAsync(
            "products",
            """
            extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key"])
            interface Node { id: ID! }
            type Query { products: [Product] }
            type Product implements Node @key(fields: "id") { id: ID! name: String colour: String }
            type Subscription { sold(only: ID): Product refused: Product }
            """,
            b => b.Object<Shop.Product>("Product", typeof(Shop.ProductFields)).Query(typeof(Shop.ProductQueries)).Subscription(typeof(SalesEvents)),
            services => services.AddSingleton(_sales));
        _stars = await Shop.StarsAsync();
        _gateway = await RunningGateway.StartAsync(_sold, _stars);
    }

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _sold.DisposeAsync();
        await _stars.DisposeAsync();
    }

    internal sealed class Sales
    {
        public Channel<string> Ids { get; } = Channel.CreateUnbounded<string>();

        public TaskCompletionSource Ended { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    internal static class SalesEvents
    {
        public static async IAsyncEnumerable<Shop.Product?> Sold(string? only, Sales sales, [EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            try
            {
                await foreach (var id in sales.Ids.Reader.ReadAllAsync(cancellationToken))
                {
                    if (only is null || id == only) yield return Shop.ProductQueries.All.FirstOrDefault(product => product.Id == id);
                }
            }
            finally
            {
                sales.Ended.TrySetResult();
            }
        }

        public static IAsyncEnumerable<Shop.Product> Refused() => throw new GraphQL.Errors.GraphQLException("Not for you", "FORBIDDEN");
    }

    private void Sell(params string[] ids)
    {
        foreach (var id in ids) Assert.True(_sales.Ids.Writer.TryWrite(id));
    }

    private async Task<StreamReader> SubscribeAsync(string query, object? variables = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql")
        {
            Content = new StringContent(JsonSerializer.Serialize(new { query, variables }), Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("Accept", "text/event-stream");
        var response = await _gateway.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType!.MediaType);
        return new StreamReader(await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
    }

    private static async Task<string?> NextAsync(StreamReader events)
    {
        while (await events.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            if (line.StartsWith("data:", StringComparison.Ordinal)) return line["data:".Length..].Trim();
        }

        return null;
    }

    [Fact]
    public async Task Each_event_is_joined_with_the_other_subgraphs_fields()
    {
        using var events = await SubscribeAsync("subscription($only: ID) { sale: sold(only: $only) { stars name } }", new { only = "product/lamp" });
        Sell("product/lamp", "product/desk", "product/lamp");
        Assert.Equal("""{"data":{"sale":{"stars":5,"name":"Lamp"}}}""", await NextAsync(events));
        Assert.Equal("""{"data":{"sale":{"stars":5,"name":"Lamp"}}}""", await NextAsync(events));
        _sales.Ids.Writer.Complete();
        Assert.Equal("", await NextAsync(events));
        Assert.Null(await NextAsync(events));
    }

    [Fact]
    public async Task Each_event_spends_the_clients_budget_until_it_ends_the_stream()
    {
        // 2 objects and a field each time: opening and two events are 9, and the day is too short for another 3.
        var limits = LimitSettings.Defaults with { CostPerMinute = 9.001 };
        await using var gateway = await RunningGateway.StartAsync(new GatewayOptions(RunningGateway.Compose(_sold, _stars)) { Limits = limits });
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = new StringContent("{\"query\":\"subscription { sold { name } }\"}", Encoding.UTF8, "application/json") };
        request.Headers.Add("Accept", "text/event-stream");
        using var response = await gateway.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        using var events = new StreamReader(await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
        // However slowly events come, the bucket fills by 9 a minute: some of these is too many.
        Sell([.. Enumerable.Repeat("product/lamp", 200)]);
        var answers = new List<string>();
        while (await NextAsync(events) is { Length: > 0 } answer) answers.Add(answer);
        Assert.Equal("{\"data\":{\"sold\":{\"name\":\"Lamp\"}}}", answers[0]);
        Assert.InRange(answers.Count, 3, 199);
        Assert.Contains("\"limit\":\"CostPerMinute\"", answers[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stopped_subgraph_costs_its_own_fields_of_each_event()
    {
        await _stars.StopAsync();
        using var events = await SubscribeAsync("subscription { sold { name stars } }");
        Sell("product/lamp", "product/none");
        var first = await NextAsync(events);
        Assert.StartsWith("""{"data":{"sold":{"name":"Lamp","stars":null}},"errors":[""", first, StringComparison.Ordinal);
        Assert.Equal("""{"data":{"sold":null}}""", await NextAsync(events));
    }

    [Fact]
    public async Task What_the_owner_refuses_ends_the_stream_with_its_error()
    {
        using var events = await SubscribeAsync("subscription { refused { id } }");
        var refused = await NextAsync(events);
        Assert.StartsWith("{\"errors\":[", refused, StringComparison.Ordinal);
        Assert.Contains("Not for you", refused, StringComparison.Ordinal);
        Assert.Equal("", await NextAsync(events));
    }

    [Fact]
    public async Task An_owner_that_stops_ends_the_stream_with_an_error_that_names_it()
    {
        using var events = await SubscribeAsync("subscription { sold { id } }");
        Sell("product/lamp");
        await NextAsync(events);
        await _sold.StopAsync();
        Assert.Contains("The service \\\"products\\\" gives no more events", await NextAsync(events), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_that_leaves_ends_the_subscription_at_the_owner()
    {
        var events = await SubscribeAsync("subscription { sold { id } }");
        Sell("product/lamp");
        await NextAsync(events);
        events.Dispose();
        await _sales.Ended.Task.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task The_same_over_a_websocket()
    {
        using var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol("graphql-transport-ws");
        await socket.ConnectAsync(new UriBuilder(new Uri(_gateway.Http.BaseAddress!, "/graphql")) { Scheme = "ws" }.Uri, TestContext.Current.CancellationToken);
        async Task<string> TalkAsync(string? message)
        {
            if (message is not null) await socket.SendAsync(Encoding.UTF8.GetBytes(message), WebSocketMessageType.Text, true, TestContext.Current.CancellationToken);
            var buffer = new byte[64 * 1024];
            var read = await socket.ReceiveAsync(buffer, TestContext.Current.CancellationToken);
            return Encoding.UTF8.GetString(buffer, 0, read.Count);
        }

        Assert.Equal("""{"type":"connection_ack"}""", await TalkAsync("""{"type":"connection_init"}"""));
        Sell("product/desk");
        Assert.Equal(
            """{"id":"1","type":"next","payload":{"data":{"sold":{"name":"Desk","stars":null}}}}""",
            await TalkAsync("""{"type":"subscribe","id":"1","payload":{"query":"subscription { sold { name stars } }"}}"""));
        Assert.Equal(
            """{"id":"2","type":"next","payload":{"data":{"products":[{"stars":5},{"stars":null}]}}}""",
            await TalkAsync("""{"type":"subscribe","id":"2","payload":{"query":"{ products { stars } }"}}"""));
    }
}
