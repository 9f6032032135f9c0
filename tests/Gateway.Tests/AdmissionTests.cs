using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text.Json;
using IbmPlatform.Gateway.Admission;
using IbmPlatform.GraphQL.Execution;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IbmPlatform.Gateway.Tests;

public sealed class AdmissionTests
{
    private const string Refusal =
        "The gateway is busy: 2 operations run and as many wait as may (1, each for 60 s at most). Nothing was executed; ask again after the time in Retry-After.";

    [Fact]
    public async Task What_may_neither_run_nor_wait_is_refused_and_the_rest_is_answered()
    {
        using var door = new Door();
        await using var subgraph = await SlowAsync(door);
        await using var gateway = await StartAsync(subgraph, new() { MaxOperations = 2, MaxWaiting = 1, Patience = TimeSpan.FromMinutes(1) });

        var running = new[] { AskAsync(gateway), AskAsync(gateway) };
        await door.HasLetIn(2);
        var others = Enumerable.Range(0, 5).Select(_ => AskAsync(gateway)).ToList();
        // All but the one that waits are refused while the door is shut.
        var refused = new List<HttpResponseMessage>();
        while (refused.Count < 4)
        {
            var done = await Task.WhenAny(others);
            others.Remove(done);
            refused.Add(await done);
        }
        door.Open();

        Assert.All(refused, response => Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode));
        Assert.All(refused, response => Assert.Equal(TimeSpan.FromSeconds(1), response.Headers.RetryAfter?.Delta));
        var error = (await refused[0].Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors")[0];
        Assert.Equal((Refusal, "OVERLOADED"), (error.GetProperty("message").GetString(), error.GetProperty("extensions").GetProperty("code").GetString()));
        foreach (var answered in running.Concat(others))
            Assert.Equal("""{"data":{"slow":1}}""", await (await answered).Content.ReadAsStringAsync());
        Assert.Equal(3, door.Passed);
    }

    [Fact]
    public async Task Who_waited_in_vain_is_refused_and_leaves_no_trace()
    {
        using var door = new Door();
        await using var subgraph = await SlowAsync(door);
        await using var gateway = await StartAsync(subgraph, new() { MaxOperations = 1, MaxWaiting = 5, Patience = TimeSpan.FromMilliseconds(200) });

        var running = AskAsync(gateway);
        await door.HasLetIn(1);
        using var refused = await AskAsync(gateway);
        door.Open();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await running).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(gateway)).StatusCode);
        Assert.Equal(2, door.Passed);
    }

    [Fact]
    public async Task An_open_socket_takes_no_place()
    {
        var token = TestContext.Current.CancellationToken;
        await using var gate = new OperationGate(new() { MaxOperations = 1, MaxWaiting = 0 }, TimeProvider.System);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var app = builder.Build();
        // As GraphQL.Server maps them: sockets are known as such only behind the gate.
        var sockets = ((IEndpointRouteBuilder)app).CreateApplicationBuilder().UseWebSockets().Use(_ => HoldAsync).Build();
        app.Map("/socket", (RequestDelegate)(http => gate.ServeAsync(http, sockets)));
        app.Map("/ask", (RequestDelegate)(http => gate.ServeAsync(http, served => served.Response.WriteAsync("answered", token))));
        await app.StartAsync(token);
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        var open = Enumerable.Range(0, 3).Select(_ => new ClientWebSocket()).ToList();
        foreach (var socket in open)
            await socket.ConnectAsync(new UriBuilder(http.BaseAddress) { Scheme = "ws", Path = "/socket" }.Uri, token);

        Assert.Equal("answered", await http.GetStringAsync("/ask", token));
        Assert.All(open, socket => Assert.Equal(WebSocketState.Open, socket.State));
        foreach (var socket in open)
        {
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, token);
            socket.Dispose();
        }
    }

    [Fact]
    public async Task A_query_that_asks_for_an_upgrade_takes_a_place_like_any_other()
    {
        using var door = new Door();
        await using var subgraph = await SlowAsync(door);
        await using var gateway = await StartAsync(subgraph, new() { MaxOperations = 1, MaxWaiting = 0, Patience = TimeSpan.FromMinutes(1) });

        var running = AskAsync(gateway);
        await door.HasLetIn(1);
        using var asked = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = JsonContent.Create(new { query = "{ slow }" }) };
        asked.Headers.Connection.Add("Upgrade");
        asked.Headers.Upgrade.ParseAdd("websocket");
        using var refused = await gateway.Http.SendAsync(asked, TestContext.Current.CancellationToken);
        door.Open();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await running).StatusCode);
    }

    private static async Task HoldAsync(HttpContext http)
    {
        using var socket = await http.WebSockets.AcceptWebSocketAsync();
        await socket.ReceiveAsync(new byte[1], http.RequestAborted);
    }

    [Theory]
    [InlineData("Gateway:MaxOperations", "0", "Gateway:MaxOperations is \"0\"; expected a whole number from 1 on.")]
    [InlineData("Gateway:MaxWaiting", "many", "Gateway:MaxWaiting is \"many\"; expected a whole number from 0 on.")]
    [InlineData("Gateway:Patience", "-1", "Gateway:Patience is \"-1\"; expected a whole number from 1 on.")]
    public void A_setting_out_of_range_is_told(string name, string value, string expected)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new(name, value)]).Build();

        Assert.Equal(expected, Assert.Throws<GatewayStartException>(() => AdmissionOptions.Read(configuration)).Message);
    }

    private static Task<HttpResponseMessage> AskAsync(RunningGateway gateway) => gateway.Http.PostAsJsonAsync("/graphql", new { query = "{ slow }" });

    private static Task<RunningGateway> StartAsync(TinySubgraph subgraph, AdmissionOptions admission) =>
        RunningGateway.StartAsync(new GatewayOptions(Federation.Composition.Composer.Compose([new(subgraph.Name, subgraph.Url, subgraph.Sdl)]).SupergraphSdl!) { Admission = admission });

    private static Task<TinySubgraph> SlowAsync(Door door) => TinySubgraph.StartAsync(
        "slow", "type Query { slow: Int }", binder => binder.Query(typeof(SlowQueries)), services => services.AddSingleton(door));

    internal static class SlowQueries
    {
        public static Task<int> SlowAsync(Door door) => door.PassAsync();
    }

    /// <summary>Holds requests until it is opened.</summary>
    internal sealed class Door : IDisposable
    {
        private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly SemaphoreSlim _come = new(0);
        private int _passed;

        public int Passed => Volatile.Read(ref _passed);

        public async Task HasLetIn(int count)
        {
            for (var i = 0; i < count; i++)
                await _come.WaitAsync(TimeSpan.FromMinutes(1));
        }

        public void Open() => _open.SetResult();

        public void Dispose() => _come.Dispose();

        public async Task<int> PassAsync()
        {
            _come.Release();
            await _open.Task;
            return Interlocked.Increment(ref _passed) > 0 ? 1 : 0;
        }
    }
}
