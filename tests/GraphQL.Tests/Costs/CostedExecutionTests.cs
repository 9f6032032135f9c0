using System.Buffers;
using System.Text;
using System.Text.Json;
using IbmPlatform.GraphQL.Costs;
using IbmPlatform.GraphQL.Execution;
using IbmPlatform.GraphQL.Tests.Execution;

namespace IbmPlatform.GraphQL.Tests.Costs;

public class CostedExecutionTests
{
    private static readonly ExecutableSchema Numbers = Answers.Schema("type Query { numbers(first: Int!): [Number!] } type Number { value: Int! }", b => b
        .Query(typeof(Queries))
        .Object<Number>("Number"));

    [Fact]
    public async Task The_estimate_is_in_the_answer_for_who_asks()
    {
        var asked = await AskAsync(new ExecutorOptions(), new GraphQLRequest { Query = "{ numbers(first: 2) { value } }", Extensions = JsonElement.Parse("""{ "cost": true }""") });
        Assert.Equal("""{"data":{"numbers":[{"value":0},{"value":1}]},"extensions":{"cost":{"typeCost":3,"fieldCost":1,"maxTypeCost":250000,"maxFieldCost":250000}}}""", asked);
        Assert.DoesNotContain("cost", await AskAsync(new ExecutorOptions(), new GraphQLRequest { Query = "{ numbers(first: 2) { value } }" }), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_costs_too_much_is_refused_before_any_resolver_runs()
    {
        Queries.Calls.Value = 0;
        var answer = await AskAsync(
            new ExecutorOptions { Cost = new CostOptions { MaxTypeCost = 10 } },
            new GraphQLRequest { Query = "query($n: Int!) { numbers(first: $n) { value } }", VariablesUtf8 = """{ "n": 10 }"""u8.ToArray() });
        Assert.Contains("has a type cost of 11; the limit (MaxTypeCost) is 10.", Assert.Single(Answers.Messages(answer)), StringComparison.Ordinal);
        Assert.Equal(0, Queries.Calls.Value);
    }

    [Fact]
    public async Task A_client_whose_budget_is_spent_is_refused_and_told_when_to_come_back()
    {
        var executor = new GraphQLExecutor(Numbers, new ExecutorOptions { Budget = new CostBudget(5, TimeProvider.System) });
        var request = new GraphQLRequest { Query = "{ numbers(first: 2) { value } }" };
        Assert.Equal(OutcomeKind.Executed, (await executor.ExecuteAsync(request, new RequestContext { Client = "a" }, new ArrayBufferWriter<byte>(), TestContext.Current.CancellationToken)).Kind);
        var output = new ArrayBufferWriter<byte>();
        var refused = await executor.ExecuteAsync(request, new RequestContext { Client = "a" }, output, TestContext.Current.CancellationToken);
        Assert.Equal(OutcomeKind.BudgetSpent, refused.Kind);
        Assert.True(refused.RetryAfter > TimeSpan.Zero);
        Assert.StartsWith(
            "The operation costs 4, and less than that is left of what a client may spend in a minute; the limit (CostPerMinute) is 5. Come back in",
            Assert.Single(Answers.Messages(Encoding.UTF8.GetString(output.WrittenSpan))), StringComparison.Ordinal);
        Assert.Equal(OutcomeKind.Executed, (await executor.ExecuteAsync(request, new RequestContext { Client = "b" }, output, TestContext.Current.CancellationToken)).Kind);
    }

    private static async Task<string> AskAsync(ExecutorOptions options, GraphQLRequest request)
    {
        var output = new ArrayBufferWriter<byte>();
        await new GraphQLExecutor(Numbers, options).ExecuteAsync(request, new RequestContext { TraceId = "t" }, output, TestContext.Current.CancellationToken);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    internal sealed record Number(int Value);

    internal static class Queries
    {
        public static readonly AsyncLocal<int> Calls = new();

        public static Number[] Numbers(int first)
        {
            Calls.Value++;
            return [.. Enumerable.Range(0, first).Select(i => new Number(i))];
        }
    }
}
