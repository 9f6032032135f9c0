using System.Text.Json;
using IbmPlatform.GraphQL.Execution;

namespace IbmPlatform.GraphQL.Tests.Execution;

public sealed class IntrospectionTests
{
    private const string Sdl = """
        "What there is."
        schema { query: Root mutation: Changes }
        type Root implements Named { name: String! "Two." two(a: [Int!]! = [1, 2], b: Lookup @deprecated(reason: "old")): Either old: Int @deprecated }
        type Changes { change: Int }
        interface Named { name: String! }
        union Either = Root | Changes
        input Lookup @oneOf { id: ID slug: String }
        enum Colour { RED BLUE @deprecated(reason: "too sad") }
        scalar Day @specifiedBy(url: "https://example.org/day")
        directive @mark(when: Day, colour: Colour = RED) repeatable on FIELD | QUERY
        """;

    internal enum Colour
    {
        Red,
        Blue,
    }

    internal sealed record Lookup(string? Id, string? Slug);

    internal static class Queries
    {
        public static string Name() => "n";

        public static object? Two(int[] a, Lookup? b) => null;

        public static int? Old() => null;
    }

    internal static class Mutations
    {
        public static int? Change() => null;
    }

    private static readonly ExecutableSchema Schema = Answers.Schema(Sdl, b => b
        .Enum<Colour>("Colour").Input<Lookup>("Lookup").Scalar("Day", s => s, s => s).Query(typeof(Queries)).Mutation(typeof(Mutations)));

    [Theory]
    [InlineData("{ __schema { description queryType { name } mutationType { name } subscriptionType { name } } }",
        """{"__schema":{"description":"What there is.","queryType":{"name":"Root"},"mutationType":{"name":"Changes"},"subscriptionType":null}}""")]
    [InlineData("""{ __type(name: "Root") { kind name description fields { name description isDeprecated args { name defaultValue type { kind ofType { kind ofType { kind ofType { name } } } } } type { kind name ofType { name } } } interfaces { name } possibleTypes { name } inputFields { name } enumValues { name } ofType { name } } }""",
        """{"__type":{"kind":"OBJECT","name":"Root","description":null,"fields":[{"name":"name","description":null,"isDeprecated":false,"args":[],"type":{"kind":"NON_NULL","name":null,"ofType":{"name":"String"}}},{"name":"two","description":"Two.","isDeprecated":false,"args":[{"name":"a","defaultValue":"[1, 2]","type":{"kind":"NON_NULL","ofType":{"kind":"LIST","ofType":{"kind":"NON_NULL","ofType":{"name":"Int"}}}}}],"type":{"kind":"UNION","name":"Either","ofType":null}}],"interfaces":[{"name":"Named"}],"possibleTypes":null,"inputFields":null,"enumValues":null,"ofType":null}}""")]
    [InlineData("""{ __type(name: "Root") { fields(includeDeprecated: true) { name deprecationReason args(includeDeprecated: true) { name isDeprecated deprecationReason } } } }""",
        """{"__type":{"fields":[{"name":"name","deprecationReason":null,"args":[]},{"name":"two","deprecationReason":null,"args":[{"name":"a","isDeprecated":false,"deprecationReason":null},{"name":"b","isDeprecated":true,"deprecationReason":"old"}]},{"name":"old","deprecationReason":"No longer supported","args":[]}]}}""")]
    [InlineData("""{ u: __type(name: "Either") { kind possibleTypes { name } interfaces { name } } i: __type(name: "Named") { kind possibleTypes { name } interfaces { name } } }""",
        """{"u":{"kind":"UNION","possibleTypes":[{"name":"Root"},{"name":"Changes"}],"interfaces":null},"i":{"kind":"INTERFACE","possibleTypes":[{"name":"Root"}],"interfaces":[]}}""")]
    [InlineData("""{ l: __type(name: "Lookup") { kind isOneOf inputFields { name } } e: __type(name: "Colour") { enumValues { name } all: enumValues(includeDeprecated: true) { name deprecationReason } } d: __type(name: "Day") { kind specifiedByURL isOneOf } no: __type(name: "Nothing") { name } }""",
        """{"l":{"kind":"INPUT_OBJECT","isOneOf":true,"inputFields":[{"name":"id"},{"name":"slug"}]},"e":{"enumValues":[{"name":"RED"}],"all":[{"name":"RED","deprecationReason":null},{"name":"BLUE","deprecationReason":"too sad"}]},"d":{"kind":"SCALAR","specifiedByURL":"https://example.org/day","isOneOf":null},"no":null}""")]
    [InlineData("{ __typename __schema { __typename } }", """{"__typename":"Root","__schema":{"__typename":"__Schema"}}""")]
    public async Task The_schema_tells_about_itself(string query, string expected)
    {
        Assert.Equal($$"""{"data":{{expected}}}""", await Schema.AskAsync(query));
    }

    [Fact]
    public async Task Directives_are_told_with_the_built_in_ones()
    {
        var answer = await Schema.AskAsync("{ __schema { directives { name isRepeatable locations args { name defaultValue } } } }");
        using var json = JsonDocument.Parse(answer);
        var directives = json.RootElement.GetProperty("data").GetProperty("__schema").GetProperty("directives").EnumerateArray().ToList();
        Assert.Superset(new HashSet<string> { "mark", "skip", "include", "deprecated", "specifiedBy", "oneOf" }, directives.Select(d => d.GetProperty("name").GetString()!).ToHashSet());
        var mark = directives.Single(d => d.GetProperty("name").GetString() == "mark");
        Assert.Equal(
            """{"name":"mark","isRepeatable":true,"locations":["FIELD","QUERY"],"args":[{"name":"when","defaultValue":null},{"name":"colour","defaultValue":"RED"}]}""",
            mark.GetRawText());
    }

    [Fact]
    public async Task Every_type_is_told_once_the_introspection_types_too()
    {
        using var json = JsonDocument.Parse(await Schema.AskAsync("{ __schema { types { name } } }"));
        var names = json.RootElement.GetProperty("data").GetProperty("__schema").GetProperty("types").EnumerateArray().Select(t => t.GetProperty("name").GetString()!).ToList();
        Assert.Equal(names.Distinct().Count(), names.Count);
        Assert.Superset(new HashSet<string> { "Root", "Changes", "Named", "Either", "Lookup", "Colour", "Day", "String", "Boolean", "__Schema", "__TypeKind" }, names.ToHashSet());
    }
}
