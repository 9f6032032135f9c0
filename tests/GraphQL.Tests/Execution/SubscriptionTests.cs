using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text;
using System.Threading.Channels;
using IbmPlatform.GraphQL.Costs;
using IbmPlatform.GraphQL.Errors;
using IbmPlatform.GraphQL.Execution;

namespace IbmPlatform.GraphQL.Tests.Execution;

/// <summary>The specification's section 6.2.3.</summary>
public sealed class SubscriptionTests
{
    private const string Sdl = """
        type Query { one: Int }
        type Subscription {
          count(to: Int!): Int!
          things: Thing
          later: Thing
          broken: Int
          refused: Int
          fed: Int!
          never: Int
          stubborn: Int
          waiting: Int
          nothing: Int
          slow: Slow
        }
        type Thing { name: String! bad: String! scope: String }
        type Slow { take: Int }
        """;

    internal sealed record Thing(string Name);

    internal sealed record Slow;

    internal static class SlowFields
    {
        public static async Task<int> Take(CancellationToken cancellationToken)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return 1;
        }
    }

    internal static class ThingFields
    {
        public static string Bad() => throw new GraphQLException("bad", "BAD");

        public static string? Scope(Thing parent, Scoped scoped) => $"{parent.Name} {scoped.Number}";
    }

    internal sealed record Scoped(int Number);

    internal sealed class Source
    {
        public Channel<int> Events { get; } = Channel.CreateUnbounded<int>();

        public TaskCompletionSource Disposed { get; } = new();

        public int Pulled { get; set; }
    }

    internal static class Queries
    {
        public static int One() => 1;
    }

    internal static class Subscriptions
    {
        public static async IAsyncEnumerable<int> Count(int to)
        {
            for (var i = 1; i <= to; i++)
            {
                await Task.Yield();
                yield return i;
            }
        }

        public static IAsyncEnumerable<Thing?> Things(ResolverContext context) =>
            new[] { new Thing(context.Field), null, new Thing(context.Path.ToString()) }.ToAsyncEnumerable();

        public static async Task<IAsyncEnumerable<Thing>> LaterAsync()
        {
            await Task.Yield();
            return new[] { new Thing("later") }.ToAsyncEnumerable();
        }

        public static async IAsyncEnumerable<int> Broken()
        {
            yield return 1;
            await Task.Yield();
            throw new GraphQLException("the source is gone", "GONE");
        }

        public static IAsyncEnumerable<int> Refused() => throw new GraphQLException("not for you", "FORBIDDEN");

        public static async IAsyncEnumerable<int> Fed(Source source, [EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            try
            {
                await foreach (var number in source.Events.Reader.ReadAllAsync(cancellationToken))
                {
                    source.Pulled++;
                    yield return number;
                }
            }
            finally
            {
                source.Disposed.TrySetResult();
            }
        }

        public static async IAsyncEnumerable<int> Never(Source source, [EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            try
            {
                await Task.Delay(Timeout.Infinite, cancellationToken);
                yield return 1;
            }
            finally
            {
                source.Disposed.TrySetResult();
            }
        }

        public static async Task<IAsyncEnumerable<int>> Waiting(CancellationToken cancellationToken)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return AsyncEnumerable.Empty<int>();
        }

        public static async IAsyncEnumerable<int> Stubborn(Source source)
        {
            yield return await source.Events.Reader.ReadAsync(CancellationToken.None);
        }

        public static IAsyncEnumerable<int>? Nothing() => null;

        public static IAsyncEnumerable<Slow> Slow() => new[] { new Slow(), new Slow() }.ToAsyncEnumerable();
    }

    private static readonly ExecutableSchema Schema = Answers.Schema(
        Sdl,
        b => b.Object<Thing>("Thing", typeof(ThingFields)).Object<Slow>("Slow", typeof(SlowFields)).Query(typeof(Queries)).Subscription(typeof(Subscriptions)));

    private sealed class Services(Source source, int scope = 0) : IServiceProvider, IAsyncDisposable
    {
        public bool IsDisposed { get; private set; }

        public object? GetService(Type serviceType) =>
            serviceType == typeof(Source) ? source : serviceType == typeof(Scoped) ? new Scoped(scope) : null;

        public ValueTask DisposeAsync()
        {
            IsDisposed = true;
            return ValueTask.CompletedTask;
        }
    }

    private readonly Source _source = new();
    private readonly List<Services> _scopes = [];
    private readonly List<Exception> _internal = [];

    private ValueTask<AnswerStream> OpenAsync(string query, string? variables = null, ExecutorOptions? options = null, CancellationToken cancellationToken = default)
    {
        var executor = new GraphQLExecutor(Schema, (options ?? new ExecutorOptions()) with { OnInternalError = (e, _, _) => _internal.Add(e) });
        var context = new RequestContext(new Services(_source))
        {
            TraceId = "t",
            BeginEvent = () =>
            {
                var services = new Services(_source, _scopes.Count + 1);
                _scopes.Add(services);
                return new EventScope(services, services);
            },
        };
        var request = new GraphQLRequest { Query = query, VariablesUtf8 = variables is null ? default : Encoding.UTF8.GetBytes(variables) };
        return executor.OpenAsync(request, context, cancellationToken);
    }

    private static async Task<string?> NextAsync(AnswerStream stream)
    {
        var output = new ArrayBufferWriter<byte>();
        return await stream.ReadAsync(output) ? Encoding.UTF8.GetString(output.WrittenSpan) : null;
    }

    private async Task<List<string>> AllAsync(string query, string? variables = null, ExecutorOptions? options = null)
    {
        await using var stream = await OpenAsync(query, variables, options);
        var answers = new List<string>();
        while (await NextAsync(stream) is { } answer) answers.Add(answer);
        return answers;
    }

    [Fact]
    public async Task Each_event_is_answered_until_the_source_ends()
    {
        Assert.Equal(
            ["""{"data":{"count":1}}""", """{"data":{"count":2}}""", """{"data":{"count":3}}"""],
            await AllAsync("subscription($n: Int!) { count(to: $n) }", """{"n":3}"""));
        Assert.Equal(["""{"data":{"x":{"__typename":"Thing","name":"later"}}}"""], await AllAsync("subscription { x: later { __typename name } }"));
    }

    [Fact]
    public async Task Opening_and_each_event_cost_until_the_budget_ends_the_stream()
    {
        // The root weighs 1 and its field nothing: one for opening, two for events.
        var answers = await AllAsync("subscription { count(to: 5) }", options: new ExecutorOptions { Budget = new CostBudget(3, new StoppedClock()) });
        Assert.Equal(["{\"data\":{\"count\":1}}", "{\"data\":{\"count\":2}}"], answers[..2]);
        Assert.Equal(3, answers.Count);
        Assert.StartsWith("The operation costs 1, and less than that is left", Assert.Single(Answers.Messages(answers[2])), StringComparison.Ordinal);
        Assert.Contains("\"code\":\"COST_BUDGET_SPENT\"", answers[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_subscription_that_the_budget_has_nothing_left_for_is_not_opened()
    {
        var budget = new CostBudget(1, new StoppedClock());
        Assert.Null(budget.Spend(new RequestContext().Client, 1));
        Assert.Contains("COST_BUDGET_SPENT", Assert.Single(await AllAsync("subscription { fed }", options: new ExecutorOptions { Budget = budget })), StringComparison.Ordinal);
        Assert.Equal(0, _source.Pulled);
    }

    private sealed class StoppedClock : TimeProvider
    {
        public override long GetTimestamp() => 0;
    }

    [Fact]
    public async Task An_event_may_be_null_and_a_resolver_knows_where_it_stands() =>
        Assert.Equal(
            ["""{"data":{"t":{"name":"things"}}}""", """{"data":{"t":null}}""", """{"data":{"t":{"name":"t"}}}"""],
            await AllAsync("subscription { t: things { name } }"));

    [Fact]
    public async Task An_error_below_an_event_belongs_to_its_answer_only()
    {
        var answers = await AllAsync("subscription { things { bad } }");
        Assert.Equal(3, answers.Count);
        Assert.Equal(["things.bad"], Answers.Paths(answers[0]));
        Assert.Equal("""{"things":null}""", Answers.Data(answers[0]));
        Assert.Equal("""{"data":{"things":null}}""", answers[1]);
    }

    [Fact]
    public async Task Each_event_has_services_of_its_own_which_are_disposed_after_it()
    {
        await using var stream = await OpenAsync("subscription { things { scope } }");
        Assert.Equal("""{"data":{"things":{"scope":"things 1"}}}""", await NextAsync(stream));
        Assert.True(Assert.Single(_scopes).IsDisposed);
        await NextAsync(stream);
        Assert.Equal("""{"data":{"things":{"scope":"things 3"}}}""", await NextAsync(stream));
    }

    [Theory]
    [InlineData("subscription { refused }", "not for you", "FORBIDDEN")]
    [InlineData("subscription { nothing }", "Internal error; the log has the cause under this trace id.", "INTERNAL_SERVER_ERROR")]
    [InlineData("subscription { count(to: \"x\") }", "\"x\" is no value of type \"Int!\"", "GRAPHQL_VALIDATION_FAILED")]
    [InlineData("subscription { unknown }", "There is no field \"unknown\" on type \"Subscription\".", "GRAPHQL_VALIDATION_FAILED")]
    [InlineData("subscription($n: Int!) { count(to: $n) }", "Variable \"$n\" has an invalid value: a value of required type Int! was not provided.", "BAD_USER_INPUT")]
    [InlineData("subscription($b: Boolean = false) { count(to: 1) @include(if: $b) }",
        "A subscription can't select by @skip or @include at its root; let the client choose between operations.", "GRAPHQL_VALIDATION_FAILED")]
    public async Task What_keeps_the_source_from_opening_is_a_request_error(string query, string message, string code)
    {
        await using var stream = await OpenAsync(query);
        var answer = await NextAsync(stream);
        Assert.StartsWith(message, Assert.Single(Answers.Messages(answer!)), StringComparison.Ordinal);
        Assert.Contains($"\"code\":\"{code}\"", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("\"data\"", answer, StringComparison.Ordinal);
        Assert.Equal(OutcomeKind.RequestError, stream.Outcome.Kind);
        Assert.Null(await NextAsync(stream));
    }

    [Fact]
    public async Task A_source_that_fails_ends_the_stream_with_its_error()
    {
        await using var stream = await OpenAsync("subscription { broken }");
        Assert.Equal("""{"data":{"broken":1}}""", await NextAsync(stream));
        var last = await NextAsync(stream);
        Assert.Equal(["the source is gone"], Answers.Messages(last!));
        Assert.Equal(["broken"], Answers.Paths(last!));
        Assert.Equal(OutcomeKind.RequestError, stream.Outcome.Kind);
        Assert.Null(await NextAsync(stream));
    }

    [Fact]
    public async Task Cancellation_reaches_the_resolver_and_disposes_its_enumerator()
    {
        using var client = new CancellationTokenSource();
        await using var stream = await OpenAsync("subscription { fed }", cancellationToken: client.Token);
        await _source.Events.Writer.WriteAsync(7, TestContext.Current.CancellationToken);
        Assert.Equal("""{"data":{"fed":7}}""", await NextAsync(stream));
        var pending = NextAsync(stream);
        Assert.False(_source.Disposed.Task.IsCompleted);
        await client.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => pending);
        await stream.DisposeAsync();
        await _source.Disposed.Task.WaitAsync(TestContext.Current.CancellationToken);
        Assert.Empty(_internal);
    }

    [Fact]
    public async Task Disposal_alone_cancels_a_token_that_the_resolver_took_as_a_parameter()
    {
        using var client = new CancellationTokenSource();
        var stream = await OpenAsync("subscription { never }", cancellationToken: client.Token);
        var pending = NextAsync(stream);
        await stream.DisposeAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => pending);
        await _source.Disposed.Task.WaitAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_resolver_that_takes_no_notice_is_left_behind_and_logged()
    {
        var stream = await OpenAsync("subscription { stubborn }");
        var pending = NextAsync(stream);
        await stream.DisposeAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => pending);
        Assert.IsType<TimeoutException>(Assert.Single(_internal));
    }

    [Fact]
    public async Task The_next_event_is_not_asked_for_before_the_reader_wants_it()
    {
        for (var i = 0; i < 100; i++) await _source.Events.Writer.WriteAsync(i, TestContext.Current.CancellationToken);
        await using var stream = await OpenAsync("subscription { fed }");
        Assert.Equal(0, _source.Pulled);
        await NextAsync(stream);
        await NextAsync(stream);
        Assert.Equal(2, _source.Pulled);
    }

    [Fact]
    public async Task The_deadline_is_each_events_and_not_the_streams()
    {
        var answers = await AllAsync("subscription { slow { take } }", options: new ExecutorOptions { Timeout = TimeSpan.FromMilliseconds(50) });
        Assert.Equal(2, answers.Count);
        Assert.All(answers, a => Assert.Contains("\"code\":\"TIMEOUT\"", a, StringComparison.Ordinal));
        await using var patient = await OpenAsync("subscription { fed }", options: new ExecutorOptions { Timeout = TimeSpan.FromMilliseconds(50) });
        var pending = NextAsync(patient);
        await Task.Delay(200, TestContext.Current.CancellationToken);
        await _source.Events.Writer.WriteAsync(1, TestContext.Current.CancellationToken);
        Assert.Equal("""{"data":{"fed":1}}""", await pending);
    }

    [Fact]
    public async Task A_source_that_does_not_open_in_time_is_a_request_error()
    {
        var answer = Assert.Single(await AllAsync("subscription { waiting }", options: new ExecutorOptions { Timeout = TimeSpan.FromMilliseconds(50) }));
        Assert.Contains("\"code\":\"TIMEOUT\"", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Queries_are_streams_of_one_answer()
    {
        await using var stream = await OpenAsync("{ one }");
        Assert.False(stream.IsSubscription);
        Assert.Equal("""{"data":{"one":1}}""", await NextAsync(stream));
        Assert.Equal(OutcomeKind.Executed, stream.Outcome.Kind);
        Assert.Null(await NextAsync(stream));
    }

    [Fact]
    public async Task A_transport_of_one_answer_says_how_to_subscribe()
    {
        var answer = await Schema.AskAsync("subscription { count(to: 1) }");
        Assert.Equal(
            ["A subscription has many answers; send it with \"Accept: text/event-stream\", or over a WebSocket (graphql-transport-ws)."],
            Answers.Messages(answer));
        Assert.DoesNotContain("\"data\"", answer, StringComparison.Ordinal);
    }

    internal static class Misfits
    {
        public static int A() => 1;

        public static IAsyncEnumerable<string> B() => AsyncEnumerable.Empty<string>();

        public static IAsyncEnumerable<int> C(int m) => AsyncEnumerable.Repeat(m, 1);

        public static IAsyncEnumerable<int> Stray() => AsyncEnumerable.Empty<int>();
    }

    [Fact]
    public void Every_binding_fault_of_the_subscription_type_is_reported_at_once()
    {
        var faults = Assert.Throws<SchemaBindingException>(() => Answers.Schema(
            "type Query { one: Int } type Subscription { a: Int b: Int c(n: Int): Int d: Int }",
            b => b.Query(typeof(Queries)).Subscription(typeof(Misfits)))).Faults;
        Assert.Equal(
            [
                "Subscription.a: Misfits.A returns int; a field of a subscription returns IAsyncEnumerable<T>, its events.",
                "Subscription.b is Int in the SDL, but string is not what Int is bound to (int) (Misfits.B).",
                "Subscription.c: parameter \"m\" (int) of Misfits.C is no argument of the field; its arguments are n.",
                "Subscription.c(n:) is taken by no parameter of Misfits.C; add a parameter named \"n\".",
                "Subscription.d has no resolver: add a public method \"D\" to a resolver class of Subscription.",
                "Misfits.Stray stands for no field of Subscription; rename it, make it non-public or add the field.",
            ],
            faults);
    }
}
