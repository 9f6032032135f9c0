using System.Collections.Concurrent;
using IbmPlatform.GraphQL.Execution;

namespace IbmPlatform.GraphQL.Tests.Execution;

public sealed class SchedulingTests
{
    internal sealed class Journal
    {
        public ConcurrentQueue<string> Lines { get; } = new();

        public int Counter { get; set; }

        public NameLoader Loader { get; }

        public Journal() => Loader = new NameLoader(this);
    }

    internal sealed class NameLoader(Journal journal) : DataLoader<string, string>
    {
        protected override async Task<IReadOnlyDictionary<string, string>> LoadBatchAsync(IReadOnlyList<string> keys, CancellationToken cancellationToken)
        {
            journal.Lines.Enqueue("load " + string.Join(",", keys.Order()));
            await Task.Delay(1, cancellationToken);
            if (keys.Contains("broken")) throw new InvalidOperationException("store is down");
            return keys.Where(k => k != "unknown").ToDictionary(k => k, k => k.ToUpperInvariant());
        }
    }

    internal sealed record Item(string Key);

    internal sealed record Step(int Number);

    internal static class ItemFields
    {
        public static Task<string?> Name(Item item, Journal journal) => journal.Loader.LoadAsync(item.Key);

        public static async Task<string?> Twice(Item item, Journal journal)
        {
            var first = await journal.Loader.LoadAsync(item.Key);
            return await journal.Loader.LoadAsync(first + "2");
        }
    }

    internal static class StepFields
    {
        public static async Task<int> Number(Step step, Journal journal)
        {
            journal.Lines.Enqueue($"read {step.Number}");
            await Task.Delay(3 - step.Number);
            return step.Number;
        }
    }

    internal static class Queries
    {
        public static IReadOnlyList<Item> Items(IReadOnlyList<string> keys) => [.. keys.Select(k => new Item(k))];

        public static async Task<Item> Late(string key)
        {
            await Task.Delay(5);
            return new Item(key);
        }

        public static async Task<int> Wait(CancellationToken cancellationToken)
        {
            await Task.Delay(TimeSpan.FromMinutes(5), cancellationToken);
            return 1;
        }

        public static string Where(ResolverContext context) => context.Path.ToString() + " " + context.Field + " " + context.ParentType;

        public static bool Asked(ResolverContext context) => context.Selects("x");

        public static Item Looking(ResolverContext context, Journal journal)
        {
            journal.Lines.Enqueue($"name {context.Selects("name")} twice {context.Selects("twice")} deep {context.Selects("self.name")} {context.Selects("self.twice")}");
            return new Item("a");
        }

        public static string? Past(RequestContext context) => context.AsOf?.ToString("O");
    }

    internal static class SelfFields
    {
        public static Item Self(Item item) => item;
    }

    internal static class Mutations
    {
        public static async Task<Step> Step(Journal journal)
        {
            var number = ++journal.Counter;
            journal.Lines.Enqueue($"step {number}");
            await Task.Delay(1);
            return new Step(number);
        }
    }

    private static readonly ExecutableSchema Schema = Answers.Schema(
        """
        directive @asOf(at: DateTime!) on QUERY
        scalar DateTime
        type Query { items(keys: [String!]!): [Item!] late(key: String!): Item wait: Int where: String asked: Boolean looking: Item past: String }
        type Mutation { step: Step }
        type Item { key: String! name: String twice: String self: Item }
        type Step { number: Int! }
        """,
        b => b.Scalar("DateTime", text => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture), d => d.ToString("O"))
            .Object<Item>("Item", typeof(ItemFields), typeof(SelfFields)).Object<Step>("Step", typeof(StepFields))
            .Query(typeof(Queries)).Mutation(typeof(Mutations)));

    private sealed class Services(Journal journal) : IServiceProvider
    {
        public object? GetService(Type serviceType) => serviceType == typeof(Journal) ? journal : null;
    }

    private static async Task<(string Answer, List<string> Lines)> AskAsync(string query, string? variables = null, ExecutorOptions? options = null)
    {
        var journal = new Journal();
        var answer = await new GraphQLExecutor(Schema, options).AskAsync(
            query, variables, context: new RequestContext(new Services(journal)) { TraceId = "t" });
        return (answer, [.. journal.Lines]);
    }

    [Fact]
    public async Task A_loader_loads_each_key_once_and_all_keys_together()
    {
        var (answer, lines) = await AskAsync("""{ items(keys: ["a", "b", "a", "unknown"]) { name n: name } more: items(keys: ["c", "b"]) { name } }""");
        Assert.Equal(
            """{"data":{"items":[{"name":"A","n":"A"},{"name":"B","n":"B"},{"name":"A","n":"A"},{"name":null,"n":null}],"more":[{"name":"C"},{"name":"B"}]}}""", answer);
        Assert.Equal(["load a,b,c,unknown"], lines);
    }

    [Fact]
    public async Task A_loader_can_wait_for_another_load()
    {
        var (answer, lines) = await AskAsync("""{ items(keys: ["a", "b"]) { twice } }""");
        Assert.Equal("""{"data":{"items":[{"twice":"A2"},{"twice":"B2"}]}}""", answer);
        Assert.Equal("load a,b", lines[0]);
        Assert.Equal(["A2", "B2"], lines.Skip(1).SelectMany(l => l["load ".Length..].Split(',')).Order());
    }

    [Fact]
    public async Task A_failed_load_fails_each_field_that_waits_for_it()
    {
        var (answer, _) = await AskAsync("""{ items(keys: ["a", "broken"]) { key name } }""");
        Assert.Equal("""{"items":[{"key":"a","name":null},{"key":"broken","name":null}]}""", Answers.Data(answer));
        Assert.Equal(["items[0].name", "items[1].name"], Answers.Paths(answer));
    }

    [Fact]
    public async Task Mutations_run_one_after_another_with_all_that_is_below_them()
    {
        var (answer, lines) = await AskAsync("mutation { a: step { number } b: step { number } c: step { number } }");
        Assert.Equal("""{"data":{"a":{"number":1},"b":{"number":2},"c":{"number":3}}}""", answer);
        Assert.Equal(["step 1", "read 1", "step 2", "read 2", "step 3", "read 3"], lines);
    }

    [Fact]
    public async Task The_deadline_ends_a_request_with_an_error()
    {
        var (answer, _) = await AskAsync("{ wait }", options: new ExecutorOptions { Timeout = TimeSpan.FromMilliseconds(30) });
        Assert.Equal("null", Answers.Data(answer));
        Assert.Contains("\"code\":\"TIMEOUT\"", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_that_goes_away_cancels_the_resolvers()
    {
        using var gone = new CancellationTokenSource(TimeSpan.FromMilliseconds(30));
        var asking = new GraphQLExecutor(Schema).ExecuteAsync(
            new GraphQLRequest { Query = "{ wait }" }, new RequestContext(), new System.Buffers.ArrayBufferWriter<byte>(), gone.Token);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await asking);
    }

    [Fact]
    public async Task The_context_says_where_a_resolver_stands()
    {
        var (answer, _) = await AskAsync("{ here: where }");
        Assert.Equal("""{"data":{"here":"here where Query"}}""", answer);
    }

    [Fact]
    public async Task The_context_looks_ahead_through_fragments_and_conditions()
    {
        var (_, lines) = await AskAsync(
            "query($no: Boolean = false) { looking { ...F twice @include(if: $no) self { ... { name } } } } fragment F on Item { n: name }");
        Assert.Equal("name True twice False deep True False", lines[0]);
    }

    [Theory]
    [InlineData("query @asOf(at: \"2020-01-02T03:04:05Z\") { past }", null, "2020-01-02T03:04:05.0000000+00:00")]
    [InlineData("query($at: DateTime!) @asOf(at: $at) { past }", """{"at":"2019-01-02T03:04:05Z"}""", "2019-01-02T03:04:05.0000000+00:00")]
    public async Task The_operation_can_read_the_past(string query, string? variables, string expected)
    {
        var (answer, _) = await AskAsync(query, variables);
        Assert.Equal($$$"""{"data":{"past":"{{{expected}}}"}}""", answer);
    }

    [Fact]
    public async Task The_future_is_not_read()
    {
        var (answer, _) = await AskAsync("query @asOf(at: \"2999-01-02T03:04:05Z\") { past }");
        Assert.Contains("@asOf(at:) is 2999-01-02T03:04:05.0000000+00:00, which is still to come (now = 2", answer, StringComparison.Ordinal);
        Assert.Contains("BAD_USER_INPUT", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_thousand_requests_at_once_do_not_mix()
    {
        var executor = new GraphQLExecutor(Schema);
        const string query = "query($k: String!, $ks: [String!]!, $s: Boolean!) { late(key: $k) { key name twice @skip(if: $s) } items(keys: $ks) { name } }";
        var answers = await Task.WhenAll(Enumerable.Range(0, 1000).Select(async i =>
        {
            var journal = new Journal();
            return await executor.AskAsync(
                query, $$"""{"k":"k{{i}}","ks":["x{{i}}","y{{i}}"],"s":{{(i % 2 == 0 ? "true" : "false")}}}""",
                context: new RequestContext(new Services(journal)) { TraceId = "t" });
        }));
        for (var i = 0; i < answers.Length; i++)
        {
            var twice = i % 2 == 0 ? "" : $",\"twice\":\"K{i}2\"";
            Assert.Equal($$$"""{"data":{"late":{"key":"k{{{i}}}","name":"K{{{i}}}"{{{twice}}}},"items":[{"name":"X{{{i}}}"},{"name":"Y{{{i}}}"}]}}""", answers[i]);
        }
    }
}
