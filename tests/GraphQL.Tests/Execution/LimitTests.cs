using System.Diagnostics;
using IbmPlatform.GraphQL.Execution;
using IbmPlatform.GraphQL.Validation;

namespace IbmPlatform.GraphQL.Tests.Execution;

public sealed class LimitTests
{
    internal sealed record Node(string Id)
    {
        public Node Next => this;
    }

    internal static class Queries
    {
        public static int Resolved;

        public static Node Node()
        {
            Interlocked.Increment(ref Resolved);
            return new("n");
        }

        public static int Number(int? a) => a ?? 0;
    }

    private static readonly ExecutableSchema Schema = Answers.Schema(
        "type Query { node: Node number(a: Int): Int } type Node { id: ID! next: Node }", b => b.Object<Node>("Node").Query(typeof(Queries)));

    private static readonly ExecutorOptions Small = new()
    {
        Limits = new OperationLimits { MaxDepth = 4, MaxFields = 10, MaxAliases = 3, MaxVariables = 2, MaxDirectives = 2, MaxFragmentVisits = 12 },
        MaxTokens = 200,
    };

    [Theory]
    [InlineData("{ node { next { next { next { id } } } } }", "The operation has 5 levels of fields; the limit (MaxDepth) is 4.")]
    [InlineData("query Q { node { ...F } } fragment F on Node { next { ...G } } fragment G on Node { next { next { id } } }",
        "The operation \"Q\" has 5 levels of fields; the limit (MaxDepth) is 4.")]
    [InlineData("{ node { ...A ...A ...A } } fragment A on Node { id ...B ...B } fragment B on Node { id }", null)]
    [InlineData("{ node { ...A ...A ...A ...A } } fragment A on Node { id ...B ...B } fragment B on Node { id }",
        "The operation has 13 fields; the limit (MaxFields) is 10.")]
    [InlineData("{ a: number b: number c: number d: number }", "The operation has 4 aliases; the limit (MaxAliases) is 3.")]
    [InlineData("query($a: Int, $b: Int, $c: Int) { a: number(a: $a) b: number(a: $b) c: number(a: $c) }",
        "The operation has 3 variables; the limit (MaxVariables) is 2.")]
    [InlineData("{ node @skip(if: false) { ...F ...F @skip(if: false) } } fragment F on Node { id }", null)]
    [InlineData("{ node @skip(if: false) { ...F ...F } } fragment F on Node { id @skip(if: false) }",
        "The operation has 3 directives; the limit (MaxDirectives) is 2.")]
    [InlineData("{ __type(name: \"Node\") { ...T } } fragment T on __Type { interfaces { possibleTypes { fields } } }",
        "The operation has 3 levels of introspection lists; the limit (MaxIntrospectionDepth) is 2.")]
    public async Task A_refusal_names_limit_value_and_maximum_before_anything_runs(string query, string? message)
    {
        var before = Queries.Resolved;
        var answer = await new GraphQLExecutor(Schema, Small).AskAsync(query);
        if (message is null)
        {
            Assert.Empty(Answers.Messages(answer));
            return;
        }

        Assert.Equal([message], Answers.Messages(answer));
        Assert.Contains("\"code\":\"LIMIT_EXCEEDED\"", answer, StringComparison.Ordinal);
        Assert.Equal(before, Queries.Resolved);
    }

    [Theory]
    [InlineData("{ node @skip(if: false) @include(if: true) @skip(if: false) { id } }", "The operation has 3 directives at one place; the limit (MaxDirectivesPerLocation) is 2.")]
    [InlineData("{ node { ...F } } fragment F on Node @a @b @c { id }", "The operation has 3 directives at one place; the limit (MaxDirectivesPerLocation) is 2.")]
    [InlineData("query ($a: Int @a @b @c) { number(a: $a) }", "The operation has 3 directives at one place; the limit (MaxDirectivesPerLocation) is 2.")]
    [InlineData("{ node { ...F ... { ...G } } } fragment F on Node { ...G } fragment G on Node { id }", "The operation has 4 visits of fragments; the limit (MaxFragmentVisits) is 3.")]
    public async Task Directives_at_one_place_and_visits_of_fragments_are_limited(string query, string message)
    {
        var options = new ExecutorOptions { Limits = new OperationLimits { MaxDirectivesPerLocation = 2, MaxFragmentVisits = 3 } };
        Assert.Equal([message], Answers.Messages(await new GraphQLExecutor(Schema, options).AskAsync(query)));
    }

    [Theory]
    [InlineData("""{ "a": [1, 2], "b": { "c": [3] } }""", null)]
    [InlineData("""{ "a": [[1, 2], 3] }""", "The variables have 4 items in lists; the limit (MaxListItems) is 3.")]
    [InlineData("""{ "a": 1, "b": { "c": [3, 4], "d": [{ "e": [5] }] } }""", "The variables have 4 items in lists; the limit (MaxListItems) is 3.")]
    public async Task Items_of_lists_in_variables_are_limited_wherever_they_stand(string variables, string? message)
    {
        var options = new ExecutorOptions { Limits = new OperationLimits { MaxListItems = 3 } };
        var messages = Answers.Messages(await new GraphQLExecutor(Schema, options).AskAsync("{ number }", variables));
        Assert.Equal(message is null ? [] : [message], messages);
    }

    [Fact]
    public async Task Too_many_tokens_stop_the_parser()
    {
        var answer = await new GraphQLExecutor(Schema, Small).AskAsync("{" + string.Concat(Enumerable.Repeat(" node { id }", 100)) + "}");
        Assert.Contains("200", Assert.Single(Answers.Messages(answer)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fragment_bomb_is_refused_at_once()
    {
        var bomb = "{ node { ...F0 } }" + string.Concat(Enumerable.Range(0, 60).Select(i => $" fragment F{i} on Node {{ ...F{i + 1} ...F{i + 1} }}"))
            + " fragment F60 on Node { id }";
        var clock = Stopwatch.StartNew();
        var answer = await new GraphQLExecutor(Schema).AskAsync(bomb);
        Assert.Contains("MaxFields", answer, StringComparison.Ordinal);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(2), $"took {clock.Elapsed}");
    }

    [Fact]
    public async Task A_fragment_cycle_is_left_to_validation()
    {
        var answer = await new GraphQLExecutor(Schema).AskAsync("{ node { ...F } } fragment F on Node { next { ...F } }");
        Assert.Contains("GRAPHQL_VALIDATION_FAILED", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Errors_past_the_limit_are_counted_not_listed()
    {
        var schema = Answers.Schema("type Query { fail: Int }", b => b.Query(typeof(Failing)));
        var answer = await new GraphQLExecutor(schema, new ExecutorOptions { MaxErrors = 2 }).AskAsync("{ a: fail b: fail c: fail d: fail }");
        Assert.Equal(
            ["Internal error; the log has the cause under this trace id.", "Internal error; the log has the cause under this trace id.",
                "2 more errors are left out; the limit (MaxErrors) is 2."],
            Answers.Messages(answer));
    }

    internal static class Failing
    {
        public static int Fail() => throw new InvalidOperationException("no");
    }

    [Fact]
    public async Task Deferred_fragments_and_streamed_lists_are_limited()
    {
        var options = new ExecutorOptions { IncrementalDelivery = true, Limits = new OperationLimits { MaxDeferred = 2 } };
        var answer = await new GraphQLExecutor(Schema, options).AskAsync("{ node { ...F ...F } } fragment F on Node { ... @defer { id } next { ... @defer { id } } }");
        Assert.Equal(["The operation has 4 deferred fragments and streamed lists; the limit (MaxDeferred) is 2."], Answers.Messages(answer));
    }

    [Theory]
    [InlineData("subscription { node { id } }")]
    [InlineData("{ ... @defer { node { id } } }")]
    [InlineData("{ node @stream { id } }")]
    public async Task What_is_not_supported_is_refused(string query)
    {
        var answer = await new GraphQLExecutor(Schema).AskAsync(query);
        Assert.NotEmpty(Answers.Messages(answer));
        Assert.DoesNotContain("\"data\"", answer, StringComparison.Ordinal);
    }
}
