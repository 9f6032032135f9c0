using System.Net;
using System.Net.Http.Json;
using IbmPlatform.GraphQL.Costs;
using IbmPlatform.GraphQL.Execution;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace IbmPlatform.GraphQL.Server.Tests;

public sealed class CostTests : IAsyncLifetime
{
    private readonly HttpClient _http = new();
    private WebApplication? _app;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        _app = builder.Build();
        var schema = ExecutableSchema.Bind(["type Query { greet: Greeting } type Greeting { text: String! }"], b => b
            .Query(typeof(Queries))
            .Object<Greeting>("Greeting"));
        // The bucket holds one operation and fills by another in half a minute.
        _app.MapGraphQL("/graphql", new ExecutableSchemaHandler(
            schema, NullLogger<ExecutableSchemaHandler>.Instance, new ExecutorOptions { Budget = new CostBudget(4, TimeProvider.System) }));
        await _app.StartAsync(TestContext.Current.CancellationToken);
        _http.BaseAddress = new Uri(_app.Urls.First());
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        if (_app is not null) await _app.DisposeAsync();
    }

    [Fact]
    public async Task A_client_that_spends_more_than_its_budget_is_told_when_to_come_back()
    {
        using var first = await AskAsync();
        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        using var second = await AskAsync();
        Assert.Equal(HttpStatusCode.TooManyRequests, second.StatusCode);
        Assert.InRange(second.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        Assert.Contains("\"limit\":\"CostPerMinute\"", await second.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_header_asks_for_the_estimate()
    {
        _http.DefaultRequestHeaders.Add("GraphQL-Cost", "report");
        using var answer = await AskAsync();
        Assert.Contains(
            "\"extensions\":{\"cost\":{\"typeCost\":2,\"fieldCost\":1,", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private Task<HttpResponseMessage> AskAsync() =>
        _http.PostAsJsonAsync("/graphql", new { query = "{ greet { text } }" }, TestContext.Current.CancellationToken);

    internal sealed record Greeting(string Text);

    internal static class Queries
    {
        public static Greeting Greet() => new("Hello");
    }
}
