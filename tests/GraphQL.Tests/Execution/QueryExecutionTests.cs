using IbmPlatform.GraphQL.Execution;

namespace IbmPlatform.GraphQL.Tests.Execution;

public sealed class QueryExecutionTests
{
    private const string Sdl = """
        type Query { project(id: ID!): Project projects(first: Int = 2): [Project!]! search: [Hit!]! node: Node slow: Project }
        interface Node { id: ID! }
        union Hit = Project | Country
        type Project implements Node { id: ID! name: String phase: Int status: Status! countries: [Country!]! lead: Country share: Float open: Boolean }
        type Country implements Node { id: ID! code: String! neighbours: [Country!]! }
        enum Status { IN_PROGRESS CLOSED }
        """;

    internal sealed record Country(string Id, string Code);

    internal enum Status
    {
        InProgress,
        Closed,
    }

    internal sealed record Project(string Id, string? Name, int? Phase, Status Status, string[] CountryCodes, double? Share = null, bool Open = true);

    internal static class Queries
    {
        public static readonly Project[] All =
        [
            new("project/1", "First \"one\"", 9, Status.InProgress, ["AM", "GE"], 90.9),
            new("project/2", "Zweites\n☃", null, Status.Closed, ["KG"], null, false),
            new("project/3", null, 1, Status.Closed, []),
        ];

        public static Project? Project(string id) => Array.Find(All, p => p.Id == id);

        public static IReadOnlyList<Project> Projects(int first) => [.. All.Take(first)];

        public static IEnumerable<object> Search() => [All[0], new Country("country/AM", "AM")];

        public static object Node() => new Country("country/KG", "KG");

        public static async Task<Project> SlowAsync(CancellationToken cancellationToken)
        {
            await Task.Delay(5, cancellationToken);
            return All[1];
        }
    }

    internal static class ProjectFields
    {
        public static int Batches;

        public static IReadOnlyList<IReadOnlyList<Country>> Countries(IReadOnlyList<Project> parents)
        {
            Interlocked.Increment(ref Batches);
            return [.. parents.Select(p => (IReadOnlyList<Country>)[.. p.CountryCodes.Select(c => new Country("country/" + c, c))])];
        }

        public static ValueTask<Country?> Lead(Project project) =>
            ValueTask.FromResult(project.CountryCodes is [var first, ..] ? new Country("country/" + first, first) : null);
    }

    internal static class CountryFields
    {
        public static async Task<Country[]> Neighbours(Country country)
        {
            await Task.Yield();
            return country.Code == "AM" ? [new Country("country/GE", "GE")] : [];
        }
    }

    private static readonly ExecutableSchema Schema = Answers.Schema(Sdl, b => b
        .Enum<Status>("Status")
        .Object<Project>("Project", typeof(ProjectFields))
        .Object<Country>("Country", typeof(CountryFields))
        .Query(typeof(Queries)));

    [Theory]
    [InlineData("{ project(id: \"project/1\") { id name phase status share open } }",
        """{"data":{"project":{"id":"project/1","name":"First \"one\"","phase":9,"status":"IN_PROGRESS","share":90.9,"open":true}}}""")]
    [InlineData("{ project(id: \"project/2\") { name phase share open } }",
        """{"data":{"project":{"name":"Zweites\n☃","phase":null,"share":null,"open":false}}}""")]
    [InlineData("{ project(id: \"project/9\") { name } }", """{"data":{"project":null}}""")]
    [InlineData("{ projects { id countries { code } } }",
        """{"data":{"projects":[{"id":"project/1","countries":[{"code":"AM"},{"code":"GE"}]},{"id":"project/2","countries":[{"code":"KG"}]}]}}""")]
    [InlineData("{ projects(first: 1) { countries { code neighbours { code neighbours { id } } } lead { code } } }",
        """{"data":{"projects":[{"countries":[{"code":"AM","neighbours":[{"code":"GE","neighbours":[]}]},{"code":"GE","neighbours":[]}],"lead":{"code":"AM"}}]}}""")]
    [InlineData("{ search { __typename ... on Project { phase } ... on Country { code neighbours { code } } } }",
        """{"data":{"search":[{"__typename":"Project","phase":9},{"__typename":"Country","code":"AM","neighbours":[{"code":"GE"}]}]}}""")]
    [InlineData("{ node { id ... on Country { code } ... on Project { name } } }", """{"data":{"node":{"id":"country/KG","code":"KG"}}}""")]
    [InlineData("{ slow { id lead { code } } t: __typename }", """{"data":{"slow":{"id":"project/2","lead":{"code":"KG"}},"t":"Query"}}""")]
    public async Task A_query_is_answered_with_exactly_this(string query, string expected)
    {
        Assert.Equal(expected.Replace("\n", "\\n", StringComparison.Ordinal), await Schema.AskAsync(query));
    }

    [Fact]
    public async Task Fields_stand_in_the_order_of_their_first_occurrence_and_merge_what_is_below()
    {
        const string query = """
            query Q { b: project(id: "project/1") { id } ...F a: project(id: "project/2") { id } b: project(id: "project/1") { phase ...G } }
            fragment F on Query { c: __typename b: project(id: "project/1") { name } }
            fragment G on Project { id lead { id } lead { code } }
            """;
        Assert.Equal(
            """{"data":{"b":{"id":"project/1","name":"First \"one\"","phase":9,"lead":{"id":"country/AM","code":"AM"}},"c":"Query","a":{"id":"project/2"}}}""",
            await Schema.AskAsync(query));
    }

    [Theory]
    [InlineData(true, false, """{"data":{"b":"Query"}}""")]
    [InlineData(false, true, """{"data":{"a":"Query","b":"Query","c":"Query"}}""")]
    [InlineData(false, false, """{"data":{"a":"Query","b":"Query"}}""")]
    public async Task Skip_and_include_follow_their_variables(bool skip, bool include, string expected)
    {
        const string query = "query($s: Boolean!, $i: Boolean! = false) { a: __typename @skip(if: $s) b: __typename ... @include(if: $i) { c: __typename } }";
        var executor = new GraphQLExecutor(Schema);
        for (var i = 0; i < 2; i++)
        {
            Assert.Equal(expected, await executor.AskAsync(query, $$"""{"s":{{(skip ? "true" : "false")}},"i":{{(include ? "true" : "false")}}}"""));
        }
    }

    [Fact]
    public async Task A_batch_resolver_is_called_once_for_all_parents_of_its_level()
    {
        var before = ProjectFields.Batches;
        await Schema.AskAsync("{ projects(first: 3) { countries { id } } }");
        Assert.Equal(before + 1, ProjectFields.Batches);
    }

    [Theory]
    [InlineData("query A { a: __typename } query B { b: __typename }", "B", """{"data":{"b":"Query"}}""")]
    [InlineData("query A { a: __typename }", null, """{"data":{"a":"Query"}}""")]
    public async Task The_named_operation_runs(string query, string? operation, string expected)
    {
        Assert.Equal(expected, await Schema.AskAsync(query, operationName: operation));
    }

    [Theory]
    [InlineData("query A { a: __typename } query B { b: __typename }", null, "The document has 2 operations; say which one in operationName.")]
    [InlineData("query A { a: __typename }", "C", "The document has no operation named \"C\".")]
    [InlineData("fragment F on Query { __typename }", null, null)]
    public async Task An_operation_that_is_not_there_is_refused(string query, string? operation, string? message)
    {
        var answer = await Schema.AskAsync(query, operationName: operation);
        Assert.DoesNotContain("\"data\"", answer, StringComparison.Ordinal);
        if (message is not null) Assert.Equal([message], Answers.Messages(answer));
    }

    [Fact]
    public async Task A_document_that_is_no_graphql_says_where()
    {
        var answer = await Schema.AskAsync("{ project(");
        Assert.Contains("GRAPHQL_PARSE_FAILED", answer, StringComparison.Ordinal);
        Assert.Contains("\"locations\":[{\"line\":1,", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_invalid_document_lists_its_faults()
    {
        var answer = await Schema.AskAsync("{ projekt { id } projects { nome } }");
        Assert.Equal(2, Answers.Messages(answer).Count);
        Assert.Contains("GRAPHQL_VALIDATION_FAILED", answer, StringComparison.Ordinal);
    }
}
