using System.Buffers;
using System.Text;
using IbmPlatform.GraphQL.Execution;

namespace IbmPlatform.GraphQL.Tests.Execution;

/// <summary>
/// One request of each known class of attack, under the default limits. Each is refused before a resolver runs, by an error that names the
/// limit, and at a cost that grows no faster than its text: the memory taken, which does not depend on how busy the machine is, is held
/// against that of a small query in the same run.
/// </summary>
public sealed class AttackTests
{
    internal sealed record Node(string Id)
    {
        public Node Next => this;
    }

    internal static class Queries
    {
        [ThreadStatic]
        public static int Resolved;

        public static Node Node()
        {
            Resolved++;
            return new("n");
        }

        public static int Sum(IReadOnlyList<int>? of)
        {
            Resolved++;
            return of?.Sum() ?? 0;
        }
    }

    private const string SmallQuery = "query Small { node { id next { id } } }";

    private static readonly ExecutableSchema Schema = Answers.Schema(
        "type Query { node: Node sum(of: [Int!]): Int } type Node { id: ID! next: Node }", b => b.Object<Node>("Node").Query(typeof(Queries)));

    public static TheoryData<string, string, string> Attacks => new()
    {
        { "40 KB of nested fields", "MaxDepth is 200", Repeat(8_000, _ => "{node") },
        { "40 KB of nested lists", "MaxDepth is 200", "{ sum(of: " + new string('[', 40_000) },
        { "40 KB of nested list types", "MaxDepth is 200", "query($a: " + new string('[', 40_000) },
        { "a deep walk of a cycle", "MaxDepth", "{ node " + Repeat(100, _ => "{ next ") + "{ id }" + new string('}', 101) },
        { "a fragment cycle", "GRAPHQL_VALIDATION_FAILED", "{ node { ...F0 } }" + Repeat(1_000, i => $" fragment F{i} on Node {{ ...F{(i + 1) % 1_000} }}") },
        { "a fragment bomb", "MaxFields", "{ node { ...F0 } }" + Repeat(500, i => $" fragment F{i} on Node {{ ...F{i + 1} ...F{i + 1} }}") + " fragment F500 on Node { id }" },
        { "364 KB of overlapping inline fragments", "MaxTokens is 15000", "{" + Repeat(28_000, _ => "...{node{id}}") + "}" },
        { "overlapping inline fragments of few tokens", "MaxFieldComparisons", "{" + Repeat(2_000, _ => "...{node{id}}") + "}" },
        { "one field many times over", "MaxFields", "{ node {" + Repeat(6_000, _ => " id") + "} }" },
        { "an alias flood", "MaxAliases", "{" + Repeat(2_000, i => $" a{i}: sum") + "}" },
        { "a directive flood on many fields", "MaxDirectives", "{" + Repeat(1_000, i => " ...@skip(if:false){__typename}") + "}" },
        { "a directive flood on one field", "MaxDirectives", "{ node" + Repeat(2_000, _ => " @skip(if:false)") + " { id } }" },
        { "a flood of unknown directives", "MaxDirectives", "{ node" + Repeat(7_000, _ => " @a") + " { id } }" },
        { "a huge introspection", "MaxIntrospectionDepth", "{ __schema { types { " + Repeat(5, _ => "fields { type { ") + "name" + new string('}', 13) },
        { "a variable bomb", "MaxVariables", "query(" + Repeat(2_000, i => $"$a{i}: Int ") + ") { node { id } }" },
        { "a document wrong everywhere", "GRAPHQL_VALIDATION_FAILED", "{" + Repeat(400, i => $" x{i}") + "}" },
    };

    [Theory]
    [MemberData(nameof(Attacks))]
    public async Task An_attack_is_refused_at_the_cost_of_its_text(string attack, string told, string query)
    {
        var small = await CostAsync(SmallQuery);
        Assert.Equal(1, Queries.Resolved);
        var (bytes, answer) = await CostAsync(query);
        Assert.Equal(0, Queries.Resolved);
        Assert.DoesNotContain("\"data\"", answer, StringComparison.Ordinal);
        Assert.True(answer.Contains(told, StringComparison.Ordinal), $"{attack}: the answer does not name the limit \"{told}\": {answer[..Math.Min(500, answer.Length)]}");
        Assert.True(answer.Length < 50_000, $"{attack}: the answer has {answer.Length} characters.");
        // Twice the rate of a small query, which carries the fixed cost of a request besides.
        var allowed = 2.0 * small.Bytes / SmallQuery.Length * Math.Max(query.Length, SmallQuery.Length);
        Assert.True(bytes <= allowed, $"{attack}: {bytes} bytes for {query.Length} characters; a small query takes {small.Bytes} for {SmallQuery.Length}.");
    }

    [Fact]
    public async Task A_flood_of_wrong_items_in_a_variable_is_told_in_few_errors()
    {
        Queries.Resolved = 0;
        var answer = await new GraphQLExecutor(Schema).AskAsync("query($v: [Int!]) { sum(of: $v) }", $$"""{"v":[{{Repeat(100_000, _ => "1.5,")}}1]}""");
        var messages = Answers.Messages(answer);
        Assert.Equal(51, messages.Count);
        Assert.Equal("The variables have 50 faults or more; the limit is 50, the rest was not looked at.", messages[^1]);
        Assert.Equal(0, Queries.Resolved);
    }

    [Fact]
    public async Task A_variable_nested_too_deep_is_refused()
    {
        var nested = new string('[', 10_000) + new string(']', 10_000);
        var answer = await new GraphQLExecutor(Schema).AskPlainAsync("query($v: [Int!]) { sum(of: $v) }", $$"""{"v":{{nested}}}""");
        Assert.Equal("The variables have 65 levels of objects and lists or more; the limit (MaxVariableDepth) is 64.", Assert.Single(Answers.Messages(answer)));
    }

    [Fact]
    public async Task One_request_cancelled_does_not_poison_another()
    {
        var gate = new Gate();
        var schema = Answers.Schema("type Query { wait: Int }", b => b.Query(typeof(Waiting)));
        var executor = new GraphQLExecutor(schema);
        using var cancelled = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var first = AskAsync(executor, gate, cancelled.Token);
        var second = AskAsync(executor, gate, TestContext.Current.CancellationToken);
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        gate.Opened.SetResult();
        Assert.Equal("""{"data":{"wait":1}}""", await second);
        // The document that the cancelled request compiled serves the next one.
        Assert.Equal("""{"data":{"wait":1}}""", await AskAsync(executor, gate, TestContext.Current.CancellationToken));
    }

    internal sealed class Gate : IServiceProvider
    {
        public TaskCompletionSource Opened { get; } = new();

        public object? GetService(Type serviceType) => serviceType == typeof(Gate) ? this : null;
    }

    internal static class Waiting
    {
        public static async Task<int> WaitAsync(Gate gate, CancellationToken cancellationToken)
        {
            await gate.Opened.Task.WaitAsync(cancellationToken);
            return 1;
        }
    }

    private static async Task<string> AskAsync(GraphQLExecutor executor, Gate gate, CancellationToken cancellationToken)
    {
        var output = new ArrayBufferWriter<byte>();
        await executor.ExecuteAsync(new GraphQLRequest { Query = "{ wait }" }, new RequestContext(gate) { TraceId = "t" }, output, cancellationToken);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    /// <summary>What a request takes of memory when its document is new, all on this thread; the second run, so that start-up does not count.</summary>
    private static async Task<(long Bytes, string Answer)> CostAsync(string query)
    {
        await new GraphQLExecutor(Schema).AskPlainAsync(query);
        Queries.Resolved = 0;
        var executor = new GraphQLExecutor(Schema);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var asked = executor.AskPlainAsync(query);
        var bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(asked.IsCompleted);
        return (bytes, await asked);
    }

    private static string Repeat(int times, Func<int, string> text) => string.Concat(Enumerable.Range(0, times).Select(text));
}

internal static class RawAnswers
{
    public static async Task<string> AskPlainAsync(this GraphQLExecutor executor, string query, string? variables = null)
    {
        var output = new ArrayBufferWriter<byte>();
        var request = new GraphQLRequest { Query = query, VariablesUtf8 = variables is null ? default : Encoding.UTF8.GetBytes(variables) };
        await executor.ExecuteAsync(request, new RequestContext { TraceId = "t" }, output);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
