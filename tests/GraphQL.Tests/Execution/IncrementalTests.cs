using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text;
using System.Threading.Channels;
using IbmPlatform.GraphQL.Errors;
using IbmPlatform.GraphQL.Execution;

namespace IbmPlatform.GraphQL.Tests.Execution;

public sealed class IncrementalTests
{
    internal sealed record Item(int Id)
    {
        public string? Broken => throw new GraphQLException("no", "NO");
    }

    internal sealed class Source
    {
        public Channel<int> Numbers { get; } = Channel.CreateUnbounded<int>();

        public List<int> Batches { get; } = [];

        public TaskCompletionSource Closed { get; } = new();
    }

    internal static class Queries
    {
        public static Item One() => new(1);

        public static IReadOnlyList<Item> Items(int count) => [.. Enumerable.Range(0, count).Select(i => new Item(i))];

        public static async IAsyncEnumerable<int> Numbers(Source source, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            try
            {
                await foreach (var number in source.Numbers.Reader.ReadAllAsync(cancellationToken)) yield return number;
            }
            finally
            {
                source.Closed.TrySetResult();
            }
        }

        public static async Task<int> Wait(CancellationToken cancellationToken)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return 1;
        }
    }

    internal static class ItemFields
    {
        public static async Task<IReadOnlyList<string>> Name(IReadOnlyList<Item> items, Source source)
        {
            lock (source.Batches) source.Batches.Add(items.Count);
            await Task.Yield();
            return [.. items.Select(i => $"n{i.Id}")];
        }
    }

    private sealed class Services(Source source) : IServiceProvider
    {
        public object? GetService(Type serviceType) => serviceType == typeof(Source) ? source : null;
    }

    private static readonly ExecutableSchema Schema = Answers.Schema(
        """
        type Query { one: Item! items(count: Int = 3): [Item] numbers: [Int!] wait: Int }
        type Item { id: Int! name: String broken: String! }
        """,
        b => b.Object<Item>("Item", typeof(ItemFields)).Query(typeof(Queries)));

    private static readonly ExecutorOptions Options = new() { IncrementalDelivery = true };

    private readonly Source _source = new();

    [Theory]
    [InlineData("{ one { id ... @defer(label: \"rest\") { name } } }",
        """{"data":{"one":{"id":1}},"pending":[{"id":"0","path":["one"],"label":"rest"}],"hasNext":true}""",
        """{"hasNext":false,"incremental":[{"id":"0","data":{"name":"n1"}}],"completed":[{"id":"0"}]}""")]
    [InlineData("{ items @stream(initialCount: 1) { id } }",
        """{"data":{"items":[{"id":0}]},"pending":[{"id":"0","path":["items"]}],"hasNext":true}""",
        """{"hasNext":false,"incremental":[{"id":"0","items":[{"id":1},{"id":2}]}],"completed":[{"id":"0"}]}""")]
    [InlineData("{ ... @defer { one { id } } one { id ... @defer { name } } }",
        """{"data":{"one":{"id":1}},"pending":[{"id":"0","path":["one"]}],"hasNext":true}""",
        """{"hasNext":false,"incremental":[{"id":"0","data":{"name":"n1"}}],"completed":[{"id":"0"}]}""")]
    [InlineData("{ one { ... @defer { id ... @defer { name } } } }",
        """{"data":{"one":{}},"pending":[{"id":"0","path":["one"]}],"hasNext":true}""",
        """{"hasNext":true,"pending":[{"id":"1","path":["one"]}],"incremental":[{"id":"0","data":{"id":1}}],"completed":[{"id":"0"}]}""",
        """{"hasNext":false,"incremental":[{"id":"1","data":{"name":"n1"}}],"completed":[{"id":"1"}]}""")]
    [InlineData("query($no: Boolean = false) { one { id ... @defer(if: $no) { name } } }", """{"data":{"one":{"id":1,"name":"n1"}}}""")]
    public async Task What_comes_later_comes_in_payloads_of_its_own(string query, params string[] payloads) =>
        Assert.Equal(payloads, await PayloadsAsync(query));

    [Fact]
    public async Task A_null_that_reaches_a_deferred_fragment_fails_it_alone()
    {
        var payloads = await PayloadsAsync("{ one { id ... @defer { broken } ... @defer { name } } }");
        Assert.Equal("""{"data":{"one":{"id":1}},"pending":[{"id":"0","path":["one"]},{"id":"1","path":["one"]}],"hasNext":true}""", payloads[0]);
        Assert.Contains("""
            "completed":[{"id":"0","errors":[{"message":"no","locations":[{"line":1,"column":25}],"path":["one","broken"]
            """.Trim(), payloads[1], StringComparison.Ordinal);
        Assert.Contains("""{"id":"1","data":{"name":"n1"}}""", string.Concat(payloads), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_null_has_taken_away_is_not_announced()
    {
        var payload = Assert.Single(await PayloadsAsync("{ items { broken ... @defer { name } } }"));
        Assert.StartsWith("""{"data":{"items":[null,null,null]},"errors":[""", payload, StringComparison.Ordinal);
        Assert.Empty(_source.Batches);
    }

    [Fact]
    public async Task What_many_objects_defer_is_resolved_for_all_of_them_together()
    {
        await PayloadsAsync("{ items(count: 40) { id ... @defer { name } } }");
        Assert.Equal([40], _source.Batches);
    }

    [Fact]
    public async Task Streamed_items_are_resolved_many_at_a_time()
    {
        var payloads = await PayloadsAsync("{ items(count: 250) @stream { name } }");
        Assert.Equal([100, 100, 50], _source.Batches);
        Assert.Contains("n249", payloads[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Items_that_come_later_are_told_as_they_come()
    {
        using var answer = await AskAsync("{ numbers @stream(initialCount: 1) }", Options, out var output, () => _source.Numbers.Writer.TryWrite(1));
        Assert.Equal("""{"data":{"numbers":[1]},"pending":[{"id":"0","path":["numbers"]}],"hasNext":true}""", Take(output));
        var next = answer.WriteNextAsync(output).AsTask();
        Assert.False(next.IsCompleted);
        _source.Numbers.Writer.TryWrite(2);
        await next;
        Assert.Equal("""{"hasNext":true,"incremental":[{"id":"0","items":[2]}]}""", Take(output));
        _source.Numbers.Writer.Complete(new GraphQLException("dried up", "DRY"));
        await answer.WriteNextAsync(output);
        var last = Take(output);
        Assert.StartsWith("""{"hasNext":false,"completed":[{"id":"0","errors":[{"message":"dried up",""", last, StringComparison.Ordinal);
        await _source.Closed.Task;
    }

    [Fact]
    public async Task A_list_that_comes_later_is_read_whole_where_it_is_not_streamed()
    {
        for (var i = 0; i < 3; i++) _source.Numbers.Writer.TryWrite(i);
        _source.Numbers.Writer.Complete();
        Assert.Equal("""{"data":{"numbers":[0,1,2]}}""", Assert.Single(await PayloadsAsync("{ numbers }")));
    }

    [Fact]
    public async Task A_client_that_goes_away_stops_the_list_it_was_told()
    {
        using var gone = new CancellationTokenSource();
        using (var answer = await AskAsync("{ numbers @stream }", Options, out var output, cancellationToken: gone.Token))
        {
            var next = answer.WriteNextAsync(output).AsTask();
            await gone.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next);
        }

        await _source.Closed.Task;
    }

    [Fact]
    public async Task The_deadline_fails_what_is_still_pending()
    {
        var payloads = await PayloadsAsync("{ one { id } ... @defer(label: \"slow\") { wait } }", Options with { Timeout = TimeSpan.FromMilliseconds(200) });
        Assert.Equal(2, payloads.Count);
        Assert.StartsWith("""{"hasNext":false,"completed":[{"id":"0","errors":[""", payloads[1], StringComparison.Ordinal);
        Assert.Contains("\"code\":\"TIMEOUT\"", payloads[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Parts_that_the_data_multiplies_are_limited_when_they_are_met()
    {
        var payloads = await PayloadsAsync("{ items(count: 20) { id ... @defer { name } } }", Options with { MaxParts = 5 });
        Assert.Equal(2, payloads.Count);
        // Everything that was not deferred is there.
        Assert.Contains("""{"id":19}]},"pending":[{"id":"0","path":["items",0]},""", payloads[0], StringComparison.Ordinal);
        Assert.EndsWith("""{"id":"4","path":["items",4]}],"hasNext":true}""", payloads[0], StringComparison.Ordinal);
        Assert.StartsWith("""{"hasNext":false,"completed":[{"id":"0","errors":[{"message":"The answer comes in 6 parts or more; the limit (MaxParts) is 5.""", payloads[1], StringComparison.Ordinal);
        Assert.Contains("\"limit\":\"MaxParts\",\"value\":6,\"maximum\":5", payloads[1], StringComparison.Ordinal);
        Assert.Equal(5, payloads[1].Split("\"LIMIT_EXCEEDED\"").Length - 1);
        Assert.Empty(_source.Batches);
    }

    [Fact]
    public async Task Parts_met_later_end_the_answer_with_what_has_been_delivered()
    {
        var payloads = await PayloadsAsync("{ items(count: 20) @stream(initialCount: 1) { id ... @defer { name } } }", Options with { MaxParts = 10 });
        Assert.Contains("""{"data":{"items":[{"id":0}]}""", payloads[0], StringComparison.Ordinal);
        Assert.Contains("""{"id":19}""", string.Concat(payloads), StringComparison.Ordinal);
        Assert.StartsWith("{\"hasNext\":false", payloads[^1], StringComparison.Ordinal);
        Assert.Contains("the limit (MaxParts) is 10.", payloads[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task As_many_parts_as_may_be_are_delivered()
    {
        var payloads = await PayloadsAsync("{ items(count: 20) { id ... @defer { name } } }", Options with { MaxParts = 20 });
        Assert.Contains("n19", payloads[^1], StringComparison.Ordinal);
        Assert.DoesNotContain("LIMIT_EXCEEDED", string.Concat(payloads), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_negative_initial_count_fails_the_field()
    {
        var payload = Assert.Single(await PayloadsAsync("{ items @stream(initialCount: -1) { id } }"));
        Assert.Contains("@stream(initialCount:) must be a number from 0 on, not -1.", payload, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_asks_for_the_whole_gets_the_whole() => Assert.Equal(
        """{"data":{"one":{"id":1,"name":"n1"},"items":[{"id":0}]}}""",
        await new GraphQLExecutor(Schema, Options).AskAsync(
            "{ one { id ... @defer { name } } items(count: 1) @stream { id } }", context: new RequestContext(new Services(_source)) { TraceId = "t" }));

    [Fact]
    public async Task Introspection_tells_of_the_directives()
    {
        var answer = await new GraphQLExecutor(Schema, Options).AskAsync("{ __schema { directives { name } } __type(name: \"Int\") { name } }");
        Assert.Contains("\"defer\"", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("\"defer\"", await new GraphQLExecutor(Schema).AskAsync("{ __schema { directives { name } } }"), StringComparison.Ordinal);
    }

    private async Task<IReadOnlyList<string>> PayloadsAsync(string query, ExecutorOptions? options = null)
    {
        var payloads = new List<string>();
        using var answer = await AskAsync(query, options ?? Options, out var output);
        payloads.Add(Take(output));
        while (answer.HasNext)
        {
            await answer.WriteNextAsync(output);
            payloads.Add(Take(output));
        }

        return payloads;
    }

    private Task<IncrementalAnswer> AskAsync(string query, ExecutorOptions options, out ArrayBufferWriter<byte> output, Action? meanwhile = null, CancellationToken? cancellationToken = null)
    {
        output = new ArrayBufferWriter<byte>();
        var asking = new GraphQLExecutor(Schema, options).ExecuteIncrementallyAsync(
            new GraphQLRequest { Query = query }, new RequestContext(new Services(_source)) { TraceId = "t" }, output, cancellationToken ?? TestContext.Current.CancellationToken);
        meanwhile?.Invoke();
        return asking.AsTask();
    }

    private static string Take(ArrayBufferWriter<byte> output)
    {
        var text = Encoding.UTF8.GetString(output.WrittenSpan);
        output.ResetWrittenCount();
        return text;
    }
}
