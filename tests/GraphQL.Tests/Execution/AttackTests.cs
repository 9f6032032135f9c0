using System.Buffers;
using System.Diagnostics;
using System.Text;
using IbmPlatform.GraphQL.Execution;
using IbmPlatform.GraphQL.Tests.Diagnostics;

namespace IbmPlatform.GraphQL.Tests.Execution;

/// <summary>
/// One request of each known class of attack, under the default limits. Each is refused before a resolver runs, by an error that names the
/// limit, and at a cost that grows no faster than its text: the memory taken, which does not depend on how busy the machine is, is held
/// against that of a small query in the same run.
/// </summary>
[Collection(AloneCollection.Name)]
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

    private const int Rounds = 15;
    private const int LeastRounds = 3;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    // Unoptimised code; a flaw that grows faster than the text exceeds it by orders of magnitude.
    private const int SmallMultiple = 100;

    // Reading takes its time: a character more than a thousandth of what a small query takes would be a flaw.
    private const int CharactersOfOneMore = 2_000;

    private static readonly ExecutorOptions Options = new() { IncrementalDelivery = true };

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
        { "overlapping inline fragments of few tokens", "MaxFieldComparisons", "{" + Repeat(400, i => "...{node{" + Repeat(9, bit => (i >> bit & 1) == 0 ? "id " : "__typename ") + "}}") + "}" },
        { "one field many times over", "MaxFields", "{ node {" + Repeat(6_000, _ => " id") + "} }" },
        { "an alias flood", "MaxAliases", "{" + Repeat(2_000, i => $" a{i}: sum") + "}" },
        { "a directive flood on many fields", "MaxDirectives", "{" + Repeat(1_000, i => " ...@skip(if:false){__typename}") + "}" },
        { "a directive flood on one field", "MaxDirectives", "{ node" + Repeat(2_000, _ => " @skip(if:false)") + " { id } }" },
        { "a directive flood on one variable", "MaxDirectivesPerLocation", "query($a: Int" + Repeat(400, _ => " @a") + ") { node { id } }" },
        { "few fields by way of many fragments", "MaxFragmentVisits", "{ node { id " + Repeat(2_500, _ => "...F ") + "} } fragment F on Node { id }" },
        { "an answer in countless parts", "MaxDeferred", "{ node {" + Repeat(400, i => $" ...@defer(label:\"{i}\"){{id}}") + "} }" },
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

    /// <summary>Variables that few bytes hold and that cost more than those.</summary>
    public static TheoryData<string, string, string> Bombs => new()
    {
        { "a deep list", "MaxVariableDepth", $$"""{"v":{{new string('[', 250_000)}}{{new string(']', 250_000)}}}""" },
        { "deep objects", "MaxVariableDepth", Repeat(50_000, _ => "{\"v\":") + "1" + new string('}', 50_000) },
        { "a huge list", "MaxListItems", $$"""{"v":[{{Repeat(250_000, _ => "1,")}}1]}""" },
        { "many lists in a list", "MaxListItems", $$"""{"v":[{{Repeat(5_001, _ => "[1],")}}1]}""" },
        { "a huge list nobody asks for", "MaxListItems", $$"""{"v":[1],"w":[{{Repeat(250_000, _ => "1,")}}1]}""" },
        { "a list of wrong items", "50", $$"""{"v":[{{Repeat(9_000, _ => "1.5,")}}1]}""" },
        { "a wide object in place of a list", "BAD_USER_INPUT", $$"""{"v":{ {{Repeat(50_000, i => $"\"k{i}\":1,")}}"k":1} }""" },
    };

    [Theory]
    [MemberData(nameof(Attacks))]
    public void An_attack_is_refused_in_a_small_multiple_of_a_small_querys_time(string attack, string told, string query)
    {
        Assert.NotEmpty(told);
        Compare(attack, new GraphQLRequest { Query = query }, query.Length);
    }

    [Theory]
    [MemberData(nameof(Bombs))]
    public async Task A_bomb_in_variables_is_refused_in_a_small_multiple_of_a_small_querys_time(string bomb, string told, string variables)
    {
        const string Query = "query($v: [Int!]) { sum(of: $v) }";
        Queries.Resolved = 0;
        var answer = await new GraphQLExecutor(Schema, Options).AskPlainAsync(Query, variables);
        Assert.Contains(told, answer, StringComparison.Ordinal);
        Assert.DoesNotContain("\"data\"", answer, StringComparison.Ordinal);
        Assert.True(answer.Length < 20_000, $"{bomb}: the answer has {answer.Length} characters.");
        Assert.Equal(0, Queries.Resolved);
        Compare(bomb, new GraphQLRequest { Query = Query, VariablesUtf8 = Encoding.UTF8.GetBytes(variables) }, variables.Length);
    }

    /// <summary>
    /// The processor time of the fastest of several rounds each, in turns, so that what else the machine does meanwhile weighs on neither;
    /// documents are read anew each time. What an attack takes beyond a small query must come from its bytes, and be little for each.
    /// </summary>
    private static void Compare(string attack, GraphQLRequest request, int length)
    {
        var executor = new GraphQLExecutor(Schema, Options with { MaxCachedDocuments = 0 });
        var small = new GraphQLRequest { Query = SmallQuery };
        var (attacked, plain) = (TimeSpan.MaxValue, TimeSpan.MaxValue);
        var limit = Stopwatch.StartNew();
        for (var round = 0; round < LeastRounds || (round < Rounds && limit.Elapsed < Patience); round++)
        {
            plain = Min(plain, TimeOf(executor, small));
            attacked = Min(attacked, TimeOf(executor, request));
        }

        var allowed = SmallMultiple + (length / CharactersOfOneMore);
        Assert.True(
            attacked <= plain * allowed,
            $"{attack}: {attacked.TotalMicroseconds:F0} µs for {length} characters, a small query takes {plain.TotalMicroseconds:F0} µs; {allowed} times as long are allowed.");
    }

    private static TimeSpan TimeOf(GraphQLExecutor executor, GraphQLRequest request)
    {
        var output = new ArrayBufferWriter<byte>(64 * 1024);
        var start = Environment.CpuUsage.TotalTime;
        var asked = executor.ExecuteAsync(request, new RequestContext { TraceId = "t" }, output);
        var taken = Environment.CpuUsage.TotalTime - start;
        Assert.True(asked.IsCompleted);
        return taken;
    }

    private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;

    [Fact]
    public async Task A_flood_of_wrong_items_in_a_variable_is_told_in_few_errors()
    {
        Queries.Resolved = 0;
        var answer = await new GraphQLExecutor(Schema).AskAsync("query($v: [Int!]) { sum(of: $v) }", $$"""{"v":[{{Repeat(9_000, _ => "1.5,")}}1]}""");
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
        await new GraphQLExecutor(Schema, Options).AskPlainAsync(query);
        Queries.Resolved = 0;
        var executor = new GraphQLExecutor(Schema, Options);
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
