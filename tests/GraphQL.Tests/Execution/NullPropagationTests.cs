using IbmPlatform.GraphQL.Errors;
using IbmPlatform.GraphQL.Execution;

namespace IbmPlatform.GraphQL.Tests.Execution;

/// <summary>A field that must not be null fails: in every shape of list around it, in every way to resolve it, in every way to fail.</summary>
public sealed class NullPropagationTests
{
    internal enum Failure
    {
        Null,
        Thrown,
        Told,
    }

    internal abstract record Item(bool Bad, Failure Failure)
    {
        public string Ok => "ok";

        public string? Fail() => !Bad ? "good" : Failure switch
        {
            Failure.Null => null,
            Failure.Told => throw new GraphQLException("told", "TOLD"),
            _ => throw new InvalidOperationException("hidden"),
        };
    }

    internal sealed record Direct(bool Bad, Failure Failure) : Item(Bad, Failure)
    {
        public string? Required => Fail();
    }

    internal sealed record Late(bool Bad, Failure Failure) : Item(Bad, Failure);

    internal static class LateFields
    {
        public static async Task<string?> RequiredAsync(Late item)
        {
            await Task.Yield();
            return item.Fail();
        }
    }

    internal sealed record Batch(bool Bad, Failure Failure) : Item(Bad, Failure);

    internal static class BatchFields
    {
        public static IReadOnlyList<FieldResult<string>> Required(IReadOnlyList<Batch> items) => [.. items.Select(ResultOf)];

        private static FieldResult<string> ResultOf(Batch item)
        {
            try
            {
                return item.Fail();
            }
            catch (GraphQLException e)
            {
                return e;
            }
            catch (InvalidOperationException)
            {
                return new GraphQLException("Internal error; the log has the cause under this trace id.", ExecutionErrorCodes.InternalError);
            }
        }
    }

    internal sealed record Wrap<T>(T Good, T Bad)
    {
        public T One => Bad;

        public T OneRequired => Bad;

        public T?[] Items => [Good, Bad];

        public T[] ItemsRequired => [Good, Bad, Bad];

        public T?[] RequiredItems => [Good, Bad];

        public List<T> RequiredAll => [Good, Bad, Bad];

        public T[][] Nested => [[Good], [Good, Bad], [Good]];
    }

    internal static class Queries
    {
        public static Wrap<Direct> Direct(Failure failure) => new(new Direct(false, failure), new Direct(true, failure));

        public static Wrap<Late> Late(Failure failure) => new(new Late(false, failure), new Late(true, failure));

        public static Wrap<Batch> Batch(Failure failure) => new(new Batch(false, failure), new Batch(true, failure));
    }

    private static string Types(string name) => $$"""
        type {{name}} { ok: String required: String! }
        type {{name}}Wrap {
          one: {{name}} oneRequired: {{name}}! items: [{{name}}] itemsRequired: [{{name}}!] requiredItems: [{{name}}]! requiredAll: [{{name}}!]!
          nested: [[{{name}}!]]
        }
        """;

    private static readonly ExecutableSchema Schema = Answers.Schema(
        "type Query { direct(failure: Failure!): DirectWrap late(failure: Failure!): LateWrap batch(failure: Failure!): BatchWrap }"
            + "enum Failure { NULL THROWN TOLD }" + Types("Direct") + Types("Late") + Types("Batch"),
        b => b.Enum<Failure>("Failure")
            .Object<Direct>("Direct").Object<Late>("Late", typeof(LateFields)).Object<Batch>("Batch", typeof(BatchFields))
            .Object<Wrap<Direct>>("DirectWrap").Object<Wrap<Late>>("LateWrap").Object<Wrap<Batch>>("BatchWrap")
            .Query(typeof(Queries)));

    public static TheoryData<string, string, string, string, string> Matrix()
    {
        const string good = """{"ok":"ok","required":"good"}""";
        (string Field, string Value, string Path)[] shapes =
        [
            ("one", """{"one":null}""", "one.required"),
            ("oneRequired", "null", "oneRequired.required"),
            ("items", $$"""{"items":[{{good}},null]}""", "items[1].required"),
            ("itemsRequired", """{"itemsRequired":null}""", "itemsRequired[1].required"),
            ("requiredItems", $$"""{"requiredItems":[{{good}},null]}""", "requiredItems[1].required"),
            ("requiredAll", "null", "requiredAll[1].required"),
            ("nested", $$"""{"nested":[[{{good}}],null,[{{good}}]]}""", "nested[1][1].required"),
        ];
        var rows = new TheoryData<string, string, string, string, string>();
        foreach (var way in new[] { "direct", "late", "batch" })
        {
            foreach (var failure in new[] { "NULL", "THROWN", "TOLD" })
            {
                foreach (var (field, value, path) in shapes) rows.Add(way, failure, field, $$"""{"{{way}}":{{value}}}""", $"{way}.{path}");
            }
        }

        return rows;
    }

    [Theory]
    [MemberData(nameof(Matrix))]
    public async Task Null_goes_up_to_the_nearest_place_that_can_hold_it(string way, string failure, string field, string data, string path)
    {
        var answer = await Schema.AskAsync($$"""{ {{way}}(failure: {{failure}}) { {{field}} { ok required } } }""");
        Assert.Equal(data, Answers.Data(answer));
        // Late resolvers of one list all run; the first failure takes the list, and the others have nowhere to be.
        Assert.Equal([path], Answers.Paths(answer));
        var message = failure switch
        {
            "TOLD" => "told",
            "THROWN" => "Internal error; the log has the cause under this trace id.",
            _ => $"Field {char.ToUpperInvariant(way[0])}{way[1..]}.required of type String! has no value where null is not allowed.",
        };
        Assert.Equal([message], Answers.Messages(answer));
    }

    [Fact]
    public async Task An_error_says_message_place_path_code_and_trace()
    {
        Assert.Equal(
            """{"data":{"direct":{"one":null}},"errors":[{"message":"told","locations":[{"line":1,"column":33}],"path":["direct","one","required"],"extensions":{"code":"TOLD","traceId":"t"}}]}""",
            await Schema.AskAsync("{ direct(failure: TOLD) { one { required } } }"));
    }

    [Fact]
    public async Task Null_can_go_up_to_data()
    {
        var schema = Answers.Schema("type Query { a: Int! b: Int }", b => b.Query(typeof(RootQueries)));
        Assert.StartsWith("""{"data":null,"errors":[{"message":"Field Query.a of type Int! has no value""", await schema.AskAsync("{ b a }"), StringComparison.Ordinal);
    }

    internal static class RootQueries
    {
        public static async Task<int?> A()
        {
            await Task.Yield();
            return null;
        }

        public static int? B() => 1;
    }
}
