using System.Net;
using System.Text;
using System.Text.Json;
using IbmPlatform.GraphQL.Costs;
using IbmPlatform.GraphQL.Execution;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace IbmPlatform.GraphQL.Server.Tests;

/// <summary>Several operations in one request, and one operation for several sets of variables: what they may be and what they cost.</summary>
public sealed class BatchTests : IAsyncLifetime
{
    private const string Query = "query($n: String!) { greet(name: $n) { text } }";

    private readonly HttpClient _http = new();
    private readonly Calls _calls = new();
    private WebApplication? _app;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.Add(new Microsoft.Extensions.DependencyInjection.ServiceDescriptor(typeof(Calls), _calls));
        _app = builder.Build();
        var schema = ExecutableSchema.Bind(["type Query { greet(name: String!): Greeting } type Greeting { text: String! }"], b => b
            .Query(typeof(Queries))
            .Object<Greeting>("Greeting"));
        var options = new GraphQLHttpOptions { MaxBatchSize = 4, MaxVariableSets = 4 };
        Map("/graphql", new ExecutorOptions());
        // An operation costs 2 and 1: three of them are too dear for one request.
        Map("/dear", new ExecutorOptions { Cost = new CostOptions { MaxTypeCost = 5 } });
        Map("/budget", new ExecutorOptions { Budget = new CostBudget(10, TimeProvider.System) });
        await _app.StartAsync();
        _http.BaseAddress = new Uri(_app.Urls.First());

        void Map(string path, ExecutorOptions limits) =>
            _app.MapGraphQL(path, new ExecutableSchemaHandler(schema, NullLogger<ExecutableSchemaHandler>.Instance, limits), options);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        if (_app is not null) await _app.DisposeAsync();
    }

    [Fact]
    public async Task One_operation_is_answered_for_each_set_of_variables_in_their_order()
    {
        var (status, body) = await SendAsync("/graphql", WithVariables("""[{ "n": "a" }, { "n": 1 }, { "n": "c" }]"""));
        Assert.Equal(HttpStatusCode.OK, status);
        using var answers = JsonDocument.Parse(body);
        Assert.Equal(3, answers.RootElement.GetArrayLength());
        Assert.Equal("Hello, a!", TextOf(answers.RootElement[0]));
        Assert.True(answers.RootElement[1].TryGetProperty("errors", out _));
        Assert.Equal("Hello, c!", TextOf(answers.RootElement[2]));
    }

    [Theory]
    [InlineData("[{}, {}, {}, {}, {}]", HttpStatusCode.RequestEntityTooLarge, "BATCH_TOO_LARGE", "The list \"variables\" has 5 objects or more; the limit (MaxVariableSets) is 4.")]
    [InlineData("[]", HttpStatusCode.BadRequest, "BAD_REQUEST", "The list \"variables\" is empty; it must hold an object for each time that the operation is to run.")]
    [InlineData("[{}, 1]", HttpStatusCode.BadRequest, "BAD_REQUEST", "Each of the list \"variables\" must be a JSON object.")]
    public async Task Sets_that_are_too_many_or_none_are_refused(string variables, HttpStatusCode status, string code, string message)
    {
        var answer = await SendAsync("/graphql", WithVariables(variables));
        Assert.Equal((status, code, message), (answer.Status, CodeOf(answer.Body), MessageOf(answer.Body)));
    }

    [Fact]
    public async Task A_request_of_a_batch_has_one_set_of_variables()
    {
        var answer = await SendAsync("/graphql", $"[{WithVariables("[{}]")}]");
        Assert.Equal((HttpStatusCode.BadRequest, "The parameter \"variables\" must be a JSON object."), (answer.Status, MessageOf(answer.Body)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_batch_that_costs_more_than_one_operation_may_is_refused_before_any_resolver_runs(bool byVariables)
    {
        var answer = await SendAsync("/dear", byVariables ? WithVariables("""[{ "n": "a" }, { "n": "b" }, { "n": "c" }]""") : Batch("a", "b", "c"));
        Assert.Equal(
            (HttpStatusCode.BadRequest, "LIMIT_EXCEEDED", "The batch of 3 requests has a type cost of 6; the limit (MaxTypeCost) is 5, for a batch as for one operation. Send fewer at once."),
            (answer.Status, CodeOf(answer.Body), MessageOf(answer.Body)));
        Assert.Equal(0, _calls.Count);
        Assert.Equal(HttpStatusCode.OK, (await SendAsync("/dear", Batch("a", "b"))).Status);
        Assert.Equal(2, _calls.Count);
    }

    [Fact]
    public async Task A_batch_spends_what_its_operations_do_together()
    {
        Assert.Equal(HttpStatusCode.OK, (await SendAsync("/budget", WithVariables("""[{ "n": "a" }, { "n": "b" }]"""))).Status);
        var refused = await SendAsync("/budget", Batch("c", "d"));
        Assert.Equal((HttpStatusCode.TooManyRequests, "COST_BUDGET_SPENT"), (refused.Status, CodeOf(refused.Body)));
        Assert.StartsWith("The operation costs 6, and less than that is left", MessageOf(refused.Body), StringComparison.Ordinal);
        Assert.Equal(2, _calls.Count);
    }

    private async Task<(HttpStatusCode Status, string Body)> SendAsync(string path, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.TryAddWithoutValidation("Accept", "application/graphql-response+json");
        using var response = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private static string WithVariables(string variables) => $$"""{ "query": "{{Query}}", "variables": {{variables}} }""";

    private static string Batch(params string[] names) => $"[{string.Join(", ", names.Select(name => WithVariables($$"""{ "n": "{{name}}" }""")))}]";

    private static string? TextOf(JsonElement answer) => answer.GetProperty("data").GetProperty("greet").GetProperty("text").GetString();

    private static string? CodeOf(string body) => ErrorOf(body).GetProperty("extensions").GetProperty("code").GetString();

    private static string MessageOf(string body) => ErrorOf(body).GetProperty("message").GetString()!;

    private static JsonElement ErrorOf(string body) => JsonElement.Parse(body).GetProperty("errors")[0];

    internal sealed class Calls
    {
        private int _count;

        public int Count => _count;

        public void Add() => Interlocked.Increment(ref _count);
    }

    internal sealed record Greeting(string Text);

    internal static class Queries
    {
        public static Greeting Greet(string name, Calls calls)
        {
            calls.Add();
            return new($"Hello, {name}!");
        }
    }
}
