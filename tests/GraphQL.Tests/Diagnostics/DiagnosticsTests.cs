using System.Buffers;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using IbmPlatform.GraphQL.Diagnostics;
using IbmPlatform.GraphQL.Errors;
using IbmPlatform.GraphQL.Execution;
using IbmPlatform.GraphQL.Language;
using IbmPlatform.GraphQL.Tests.Execution;

namespace IbmPlatform.GraphQL.Tests.Diagnostics;

[Collection(AloneCollection.Name)]
public class DiagnosticsTests
{
    private const string Query = "query Wait($ms: Int!) { wait(ms: $ms) ...Rows } fragment Rows on Query { rows { id later } }";

    private static readonly ExecutableSchema Schema = Answers.Schema(
        "type Query { wait(ms: Int!): Int! rows: [Row!]! fail: Int } type Row { id: Int! later: Int now: Int lost: Int }",
        b => b.Query(typeof(Queries)).Object<Row>("Row", typeof(RowFields)));

    private static readonly ManualTime Time = new();

    private readonly List<SlowOperation> _slow = [];

    private ExecutorOptions Options => new() { TimeProvider = Time, Timeout = Timeout.InfiniteTimeSpan, OnSlowOperation = (slow, _) => _slow.Add(slow) };

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public async Task A_request_is_one_activity_with_its_stages_below()
    {
        using var listener = new Listener();
        await new GraphQLExecutor(Schema, Options).AskAsync(Query, """{ "ms": 31337 }""");
        Assert.Equal(["graphql.parse", "graphql.validate", "graphql.resolver.batch", "graphql.execute", "GraphQL Operation"], listener.Names);
        var request = listener.The("GraphQL Operation");
        Assert.Equal("query", request.DisplayName);
        Assert.Equal(ActivityKind.Server, request.Kind);
        Assert.Equal(ActivityStatusCode.Unset, request.Status);
        Assert.Equal(
            new Dictionary<string, object?>
            {
                ["graphql.operation.type"] = "query",
                ["graphql.operation.name"] = "Wait",
                ["graphql.document.hash"] = "sha256:" + Hash(Query),
            },
            request.TagObjects.ToDictionary());
        foreach (var stage in new[] { "graphql.parse", "graphql.validate", "graphql.execute" }) Assert.Same(request, listener.The(stage).Parent);
        Assert.DoesNotContain(listener.Ended.SelectMany(a => a.TagObjects), tag => $"{tag.Value}".Contains("31337", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_batch_tells_its_field_and_its_parents_and_holds_what_its_resolver_does()
    {
        using var listener = new Listener();
        await new GraphQLExecutor(Schema, Options).AskAsync("{ rows { later now } }");
        var batches = listener.Ended.Where(a => a.OperationName == "graphql.resolver.batch").ToDictionary(a => (string)a.GetTagItem("graphql.field.coordinate")!);
        Assert.Equal(["Row.later", "Row.now"], batches.Keys.Order(StringComparer.Ordinal));
        Assert.All(batches.Values, batch => Assert.Equal(3, batch.GetTagItem("graphql.batch.parents")));
        Assert.All(batches.Values, batch => Assert.Same(listener.The("graphql.execute"), batch.Parent));
        Assert.Same(batches["Row.later"], RowFields.Seen);
    }

    [Fact]
    public async Task A_batch_that_fails_is_marked_and_its_errors_are_counted_by_code()
    {
        using var listener = new Listener();
        await new GraphQLExecutor(Schema, Options).AskAsync("{ rows { lost } fail }");
        Assert.Equal(ActivityStatusCode.Error, listener.The("graphql.resolver.batch").Status);
        Assert.Equal(4, listener.The("GraphQL Operation").GetTagItem("graphql.errors.count"));
        Assert.Equal(3, listener.Measured.Count(m => m.Name == "graphql.server.errors error.type=LOST"));
        Assert.Equal(1, listener.Measured.Count(m => m.Name == "graphql.server.errors error.type=INTERNAL_SERVER_ERROR"));
    }

    [Fact]
    public async Task Durations_are_measured_by_the_executors_clock()
    {
        using var listener = new Listener();
        var executor = new GraphQLExecutor(Schema, Options);
        await executor.AskAsync("{ wait(ms: 250) }");
        Assert.Equal(
            [
                ("graphql.server.parse.duration", 0),
                ("graphql.server.validate.duration", 0),
                ("graphql.server.execute.duration graphql.operation.type=query", 0.25),
                ("graphql.server.request.duration graphql.operation.type=query", 0.25),
            ],
            listener.Measured);
        listener.Ended.Clear();
        await executor.AskAsync("{ wait(ms: 250) }");
        Assert.Equal(["graphql.execute", "GraphQL Operation"], listener.Names);
    }

    [Theory]
    [InlineData("{ wait(", "graphql.parse")]
    [InlineData("{ nothing }", "graphql.validate")]
    public async Task A_refused_request_marks_the_stage_that_refused_it(string query, string stage)
    {
        using var listener = new Listener();
        await new GraphQLExecutor(Schema, Options).AskAsync(query);
        Assert.Equal(ActivityStatusCode.Error, listener.The(stage).Status);
        Assert.Equal("request_error", listener.The("GraphQL Operation").GetTagItem("error.type"));
        Assert.DoesNotContain("graphql.execute", listener.Names);
        Assert.Contains(("graphql.server.request.duration error.type=request_error", 0), listener.Measured);
        Assert.Contains(listener.Measured, m => m.Name.StartsWith("graphql.server.errors error.type=GRAPHQL_", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_slow_operation_is_told_with_its_hash_and_counts()
    {
        var executor = new GraphQLExecutor(Schema, Options);
        await executor.AskAsync(Query, """{ "ms": 999 }""");
        Assert.Empty(_slow);
        await executor.AskAsync(Query, """{ "ms": 1000 }""");
        Assert.Equal(new SlowOperation("Wait", Hash(Query), TimeSpan.FromSeconds(1), 4, 0), Assert.Single(_slow));
        await executor.AskAsync("{ wait(ms: 3000) fail }");
        Assert.Equal(new SlowOperation(null, Hash("{ wait(ms: 3000) fail }"), TimeSpan.FromSeconds(3), 2, 1), _slow[1]);
    }

    [Fact]
    public async Task The_first_payload_of_an_answer_in_parts_is_watched_too()
    {
        var executor = new GraphQLExecutor(Schema, Options with { IncrementalDelivery = true });
        const string query = "query Parts { wait(ms: 2000) ... @defer { rows { id } } }";
        using var answer = await executor.ExecuteIncrementallyAsync(
            new GraphQLRequest { Query = query }, new RequestContext(), new ArrayBufferWriter<byte>(), TestContext.Current.CancellationToken);
        Assert.True(answer.HasNext);
        Assert.Equal(new SlowOperation("Parts", Hash(query), TimeSpan.FromSeconds(2), 3, 0), Assert.Single(_slow));
    }

    [Fact]
    public async Task Without_a_threshold_nothing_is_slow()
    {
        await new GraphQLExecutor(Schema, Options with { SlowOperationThreshold = null }).AskAsync("{ wait(ms: 100000) }");
        Assert.Empty(_slow);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Nothing_is_allocated_while_nobody_listens(bool watchesForSlow)
    {
        var request = new GraphQLRequest { Query = Query };
        IReadOnlyList<GraphQLError> errors = [GraphQLError.WithCode("no", "NO")];
        Observe();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++) Observe();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Observe()
        {
            var watch = RequestWatch.Start(Time, watchesForSlow ? SlowOperation.DefaultThreshold : null);
            using (Stage.Parse(Time)) { }
            using (Stage.Validate(Time)) { }
            using (Stage.Execute(Time, OperationType.Query)) { }
            Assert.Null(GraphQLDiagnostics.StartBatch("Row", "later", 3));
            GraphQLDiagnostics.CountErrors(errors);
            Assert.Null(watch.End(request, OperationType.Query, "Wait", new ExecutionOutcome(OutcomeKind.Executed, 0)));
        }
    }

    internal sealed record Row(int Id);

    internal static class Queries
    {
        public static int Wait(int ms)
        {
            Time.Advance(TimeSpan.FromMilliseconds(ms));
            return ms;
        }

        public static Row[] Rows() => [new(1), new(2), new(3)];

        public static int? Fail() => throw new InvalidOperationException("Fails as it should.");
    }

    internal static class RowFields
    {
        public static Activity? Seen { get; private set; }

        public static async Task<IReadOnlyList<int?>> Later(IReadOnlyList<Row> rows)
        {
            await Task.Yield();
            Seen = Activity.Current;
            return [.. rows.Select(r => (int?)r.Id)];
        }

        public static IReadOnlyList<int?> Now(IReadOnlyList<Row> rows) => [.. rows.Select(r => (int?)r.Id)];

        public static async Task<IReadOnlyList<int?>> Lost(IReadOnlyList<Row> rows)
        {
            await Task.Yield();
            throw new GraphQLException($"{rows.Count} rows are lost.", "LOST");
        }
    }
}
