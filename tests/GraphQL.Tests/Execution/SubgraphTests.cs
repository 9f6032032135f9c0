using System.Text.Json;
using IbmPlatform.GraphQL.Errors;
using IbmPlatform.GraphQL.Execution;

namespace IbmPlatform.GraphQL.Tests.Execution;

public sealed class SubgraphTests
{
    private const string Sdl = """
        extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@shareable", "@external", "@requires", { name: "@tag", as: "@label" }])

        type Query { project(id: ID!): Project @label(name: "public") @cost(weight: "2") }
        "A project, which another subgraph may ask for."
        type Project @key(fields: "id") { id: ID! name: String size: Int @external double: Int @requires(fields: "size") organisation: Organisation }
        type Organisation @key(fields: "id", resolvable: false) @federation__inaccessible { id: ID! }
        type Country @key(fields: "code") @key(fields: "id") { id: ID! code: String! money: Money }
        type Money @shareable { amount: String! }
        """;

    internal sealed record Organisation(string Id);

    internal sealed record Money(string Amount);

    internal sealed record Project(string Id, string? Name, int? Size = null)
    {
        public Organisation Organisation => new("organisation/icmpd");
    }

    internal sealed record Country(string Id, string Code)
    {
        public Money? Money => null;
    }

    internal static class Queries
    {
        public static Project? Project(string id) => new(id, "by query");
    }

    internal sealed class Calls
    {
        public int Projects { get; set; }
    }

    internal sealed class ProjectFields(Calls calls)
    {
        public async Task<IReadOnlyList<Project?>> ResolveReferencesAsync(IReadOnlyList<EntityReference> references, CancellationToken cancellationToken)
        {
            calls.Projects++;
            await Task.Delay(1, cancellationToken);
            return [.. references.Select(r => r["id"] is { } id && id != "unknown"
                ? new Project(id, r.TypeName, r.Representation.TryGetProperty("size", out var size) ? size.GetInt32() : null)
                : null)];
        }

        public int? Double(Project project) => project.Size * 2;
    }

    internal static class CountryFields
    {
        public static IReadOnlyList<Country?> ResolveReferences(IReadOnlyList<EntityReference> references) =>
            [.. references.Select(r => r["code"] == "XX" ? throw new GraphQLException("no such country", "NOT_FOUND") : new Country("country/" + r["code"], r["code"]!))];
    }

    private static readonly ExecutableSchema Schema = Answers.Schema(Sdl, b => b
        .Object<Project>("Project", typeof(ProjectFields))
        .Object<Organisation>("Organisation")
        .Object<Country>("Country", typeof(CountryFields))
        .Object<Money>("Money")
        .Query(typeof(Queries)));

    private sealed class Services(Calls calls) : IServiceProvider
    {
        public object? GetService(Type serviceType) => serviceType == typeof(Calls) ? calls : null;
    }

    private static async Task<(string Answer, Calls Calls)> EntitiesAsync(string selection, string representations)
    {
        var calls = new Calls();
        var answer = await new GraphQLExecutor(Schema).AskAsync(
            $"query($r: [_Any!]!) {{ _entities(representations: $r) {{ {selection} }} }}", $$"""{"r":{{representations}}}""",
            context: new RequestContext(new Services(calls)) { TraceId = "t" });
        return (answer, calls);
    }

    [Fact]
    public async Task The_service_gives_its_sdl_as_written()
    {
        using var answer = JsonDocument.Parse(await Schema.AskAsync("{ _service { sdl } }"));
        Assert.Equal(Sdl, answer.RootElement.GetProperty("data").GetProperty("_service").GetProperty("sdl").GetString());
    }

    [Fact]
    public async Task References_of_many_types_are_answered_in_their_order_with_one_call_a_type()
    {
        var (answer, calls) = await EntitiesAsync(
            "__typename ... on Project { id name double organisation { id } } ... on Country { id money { amount } }",
            """[{"__typename":"Project","id":"a","size":3},{"__typename":"Country","code":"AM"},{"__typename":"Project","id":"unknown"},{"__typename":"Project","id":7}]""");
        Assert.Equal(
            """{"data":{"_entities":[{"__typename":"Project","id":"a","name":"Project","double":6,"organisation":{"id":"organisation/icmpd"}},{"__typename":"Country","id":"country/AM","money":null},null,{"__typename":"Project","id":"7","name":"Project","double":null,"organisation":{"id":"organisation/icmpd"}}]}}""",
            answer);
        Assert.Equal(1, calls.Projects);
    }

    [Fact]
    public async Task A_failing_type_costs_its_own_references_only()
    {
        var (answer, _) = await EntitiesAsync(
            "... on Project { id } ... on Country { id }", """[{"__typename":"Country","code":"XX"},{"__typename":"Project","id":"a"},{"__typename":"Organisation","id":"o"}]""");
        Assert.Equal("""{"_entities":[null,{"id":"a"},null]}""", Answers.Data(answer));
        Assert.Equal(["_entities[0]", "_entities[2]"], Answers.Paths(answer));
        Assert.Equal(["no such country", "Type \"Organisation\" has no key that this subgraph resolves."], Answers.Messages(answer));
    }

    [Theory]
    [InlineData("[1]")]
    [InlineData("[{}]")]
    [InlineData("[{\"__typename\":1}]")]
    [InlineData("[null]")]
    public async Task What_is_no_representation_is_refused(string representations)
    {
        var (answer, _) = await EntitiesAsync("__typename", representations);
        Assert.Contains("BAD_USER_INPUT", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Representations_can_be_written_as_literals()
    {
        var answer = await Schema.AskAsync(
            """query($code: String) { _entities(representations: [{__typename: "Country", code: $code, list: [1, true, null]}]) { ... on Country { code } } }""", """{"code":"KG"}""");
        Assert.Equal("""{"data":{"_entities":[{"code":"KG"}]}}""", answer);
    }

    [Fact]
    public async Task A_field_of_another_subgraph_gets_its_value_from_the_representation_or_property()
    {
        var (answer, _) = await EntitiesAsync("... on Project { size }", """[{"__typename":"Project","id":"a","size":4}]""");
        Assert.Equal("""{"data":{"_entities":[{"size":4}]}}""", answer);
    }

    [Fact]
    public void A_schema_without_the_link_stays_as_it_is()
    {
        var schema = Answers.Schema("type Query { a: Int }", b => b.Query(typeof(Plain)));
        Assert.Null(schema.Schema.FindType("_Service"));
        Assert.Null(schema.Schema.FindDirective("key"));
        Assert.Null(schema.Schema.FindDirective("cost"));
    }

    internal static class Plain
    {
        public static int A() => 1;
    }
}
