using IbmPlatform.GraphQL.Errors;
using IbmPlatform.GraphQL.Execution;
using IbmPlatform.GraphQL.Execution.Planning;
using IbmPlatform.GraphQL.Validation;

namespace IbmPlatform.GraphQL.Tests.Execution;

/// <summary>A selection that is met often is compiled: it must answer as it did before.</summary>
public sealed class CompiledSelectionTests
{
    private const string Sdl = """
        type Query { items(first: Int!): [Item!]! }
        type Item {
          id: ID! name: String note: String! count: Int! small: Int ratio: Float! weight: Float flag: Boolean! state: State! other: State
          day: Day! maybeDay: Day tags: [String]! matrix: [[Int!]!] part: Part! maybe: Part point: Point! parts: [Part!]! segment: [Part!]! gaps: [Part]
          shout: String! anything: Any result: String failing: Faulty
        }
        type Part { code: String! next: Part }
        type Point { x: Int! y: Int }
        type Faulty { id: ID! text: String! parts: [Broken!]! }
        type Broken { value: Int! }
        enum State { OPEN CLOSED }
        scalar Day
        scalar Any
        """;

    private static readonly ExecutableSchema Schema = Answers.Schema(Sdl, binder => binder
        .Query(typeof(Queries))
        .Object<Item>("Item", typeof(ItemFields)).Object<Part>("Part").Object<Point>("Point").Object<Faulty>("Faulty").Object<Broken>("Broken")
        .Enum<State>("State")
        .Scalar<DateOnly>("Day", DateOnly.Parse, day => day.ToString("O"))
        .Scalar<object>("Any", text => text, any => $"any {any}"));

    [Theory]
    [InlineData("id name note count small")]
    [InlineData("count id small name")]
    [InlineData("ratio weight flag state other")]
    [InlineData("__typename day maybeDay t: __typename")]
    [InlineData("tags matrix")]
    [InlineData("part { code } maybe { __typename code next { code } } point { x y }")]
    [InlineData("parts { code next { code next { code } } } segment { code } gaps { code }")]
    [InlineData("shout")]
    [InlineData("id anything")]
    [InlineData("result id")]
    [InlineData("id failing { id text }")]
    [InlineData("failing { parts { value } } name")]
    [InlineData("maybe { code } name gaps { code } weight small other maybeDay")]
    public async Task A_compiled_selection_answers_as_it_did_field_by_field(string selection)
    {
        var executor = new GraphQLExecutor(Schema);
        var query = $"query ($n: Int!) {{ items(first: $n) {{ {selection} }} }}";
        var before = await executor.AskAsync(query, """{ "n": 12 }""");
        await executor.AskAsync(query, $$"""{ "n": {{SelectionWriter.CompiledFrom + 1}} }""");
        Assert.Equal(before, await executor.AskAsync(query, """{ "n": 12 }"""));
    }

    [Fact]
    public async Task An_object_that_fails_is_read_again_field_by_field_so_that_its_error_has_a_path()
    {
        var executor = new GraphQLExecutor(Schema);
        const string Query = "query ($n: Int!) { items(first: $n) { failing { text } } }";
        async Task<(int Reads, string Answer)> AskAsync()
        {
            var start = Faulty.Reads.Value!.Count = 0;
            var answer = await executor.AskAsync(Query, """{ "n": 4 }""");
            return (Faulty.Reads.Value!.Count - start, answer);
        }

        Faulty.Reads.Value = new Counter();
        var (before, first) = await AskAsync();
        for (var i = 0; i < SelectionWriter.CompiledFrom / 4; i++) await executor.AskAsync(Query, """{ "n": 4 }""");
        var (after, second) = await AskAsync();
        Assert.Equal(first, second);
        Assert.Equal(["items[3].failing.text"], Answers.Paths(second));
        // Four items' texts, and the one that fails once more for each selection that was compiled around it.
        Assert.True(after > before, $"{after} reads, {before} before.");
    }

    [Fact]
    public async Task A_selection_that_keeps_failing_is_written_field_by_field_again()
    {
        var executor = new GraphQLExecutor(Schema);
        const string Query = "{ items(first: 2000) { failing { text } } }";
        var first = await executor.AskAsync(Query);
        Assert.Equal(first, await executor.AskAsync(Query));
        Faulty.Reads.Value = new Counter();
        await executor.AskAsync(Query);
        // One read for each item.
        Assert.Equal(2000, Faulty.Reads.Value.Count);
    }

    [Fact]
    public async Task A_selection_too_long_to_compile_is_written_field_by_field()
    {
        var selection = string.Join(" ", Enumerable.Range(0, 400).Select(i => $"a{i}: count"));
        var executor = new GraphQLExecutor(Schema, new ExecutorOptions { Limits = new OperationLimits { MaxAliases = 1_000 } });
        var query = $"query ($n: Int!) {{ items(first: $n) {{ {selection} }} }}";
        var before = await executor.AskAsync(query, """{ "n": 2 }""");
        await executor.AskAsync(query, $$"""{ "n": {{SelectionWriter.CompiledFrom + 1}} }""");
        Assert.Equal(before, await executor.AskAsync(query, """{ "n": 2 }"""));
    }

    [Fact]
    public async Task A_client_who_goes_away_ends_a_compiled_list()
    {
        using var gone = new CancellationTokenSource();
        var executor = new GraphQLExecutor(Answers.Schema(
            "type Query { items: [Endless!]! } type Endless { parts: [Leaf!]! } type Leaf { value: Int! }",
            binder => binder.Query(typeof(EndlessQueries)).Object<Endless>("Endless").Object<Leaf>("Leaf")));
        var output = new System.Buffers.ArrayBufferWriter<byte>();
        var context = new RequestContext(new One(gone));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
            await executor.ExecuteAsync(new GraphQLRequest { Query = "{ items { parts { value } } }" }, context, output, gone.Token));
    }

    internal enum State
    {
        Open,
        Closed,
    }

    internal sealed record Item(
        string Id, string? Name, string Note, int Count, int? Small, double Ratio, double? Weight, bool Flag, State State, State? Other, DateOnly Day, DateOnly? MaybeDay,
        string?[] Tags, IReadOnlyList<int[]>? Matrix, Part Part, Part? Maybe, Point Point, IReadOnlyList<Part> Parts, ArraySegment<Part> Segment, List<Part?>? Gaps, Faulty? Failing)
    {
        public FieldResult<string?> Result => Count % 3 == 0 ? new GraphQLException("no", "NO") : "yes";
    }

    internal static class ItemFields
    {
        public static string Shout(Item item) => item.Note.ToUpperInvariant();

        /// <summary>What it gives may be an error, which its type doesn't tell.</summary>
        public static object? Anything(Item item) => item.Count % 3 == 0 ? new GraphQLException("no", "NO") : item.Small;
    }

    internal sealed record Part(string Code, Part? Next);

    internal readonly record struct Point(int X, int? Y);

    internal sealed record Broken(int? Value);

    internal sealed class Counter
    {
        public int Count { get; set; }
    }

    internal sealed record Faulty(string Id, bool Fails)
    {
        public static AsyncLocal<Counter?> Reads { get; } = new();

        public string Text
        {
            get
            {
                if (Reads.Value is { } reads) reads.Count++;
                return Fails ? throw new GraphQLException("It fails.", "FAILED") : "fine";
            }
        }

        public IReadOnlyList<Broken> Parts => [new(1), new(Fails ? null : 2)];
    }

    internal static class Queries
    {
        public static IEnumerable<Item> Items(int first) => Enumerable.Range(0, first).Select(Make);

        private static Item Make(int i) => new(
            $"item/{i}", i % 2 == 0 ? null : new string('n', i % 40), $"note \"{i}\" – é\n", i - 3, i % 2 == 0 ? null : -i, i / 8.0, i % 3 == 0 ? null : i * 1e20, i % 2 == 0,
            (State)(i % 2), i % 4 == 0 ? State.Closed : null, new DateOnly(2026, 1, 1).AddDays(i), i % 2 == 0 ? null : new DateOnly(2025, 1, 1),
            i % 3 == 0 ? [] : ["a", null, "b\\"], i % 5 == 0 ? null : [[1, 2], [], [i]], new Part($"P{i}", null), i % 2 == 0 ? null : new Part("m", new Part("n", null)),
            new Point(i, i % 2 == 0 ? null : 7), [.. Enumerable.Range(0, i % 4).Select(n => new Part($"{n}", new Part("x", n == 1 ? new Part("y", null) : null)))],
            new ArraySegment<Part>([new Part("s", null), new Part("t", null)], 1, 1), i % 3 == 0 ? null : [null, new Part("g", null)], new Faulty($"{i}", i % 4 == 3));
    }

    internal sealed record Endless(IReadOnlyList<Leaf> Parts);

    internal sealed record Leaf(int Value);

    internal static class EndlessQueries
    {
        /// <summary>Lists short enough to be met often, then one that cancels as it is read and would not end.</summary>
        public static IEnumerable<Endless> Items(CancellationTokenSource gone) =>
            [.. Enumerable.Repeat(new Endless([new Leaf(1)]), SelectionWriter.CompiledFrom + 10), new Endless(new Cancelling(gone))];
    }

    internal sealed class Cancelling(CancellationTokenSource gone) : IReadOnlyList<Leaf>
    {
        public int Count => int.MaxValue;

        public Leaf this[int index]
        {
            get
            {
                if (index == 200) gone.Cancel();
                return index < 1_000 ? new Leaf(index) : throw new InvalidOperationException("Nobody stopped.");
            }
        }

        public IEnumerator<Leaf> GetEnumerator() => throw new NotSupportedException();

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }

    private sealed class One(CancellationTokenSource service) : IServiceProvider
    {
        public object? GetService(Type serviceType) => serviceType == typeof(CancellationTokenSource) ? service : null;
    }
}
