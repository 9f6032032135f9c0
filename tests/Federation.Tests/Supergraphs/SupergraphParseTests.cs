using IbmPlatform.Federation.Supergraphs;
using IbmPlatform.GraphQL.Types;

namespace IbmPlatform.Federation.Tests.Supergraphs;

public sealed class SupergraphParseTests
{
    private const string Minimal = "type Query @join__type(graph: A) { a: Int }";

    [Fact]
    public void Subgraphs_keep_their_names_and_addresses()
    {
        var supergraph = Supergraph.Parse(SupergraphText.With("a b", Minimal));
        Assert.Equal([("a", "http://a.test/graphql"), ("b", "http://b.test/graphql")], supergraph.Subgraphs.Select(subgraph => (subgraph.Name, subgraph.Url)));
    }

    [Fact]
    public void The_api_schema_has_neither_machinery_nor_what_is_inaccessible()
    {
        var schema = Supergraph.Parse(SupergraphText.With("a", """
            type Query @join__type(graph: A) { shown(secret: Int @inaccessible, open: Int): Colour hidden: Int @inaccessible }
            enum Colour @join__type(graph: A) { RED @join__enumValue(graph: A) INFRARED @inaccessible @join__enumValue(graph: A) }
            type Hidden @join__type(graph: A) @inaccessible { x: Int }
            """)).ApiSchema;
        var sdl = SchemaPrinter.Print(schema);
        Assert.Contains("shown(open: Int): Colour", sdl, StringComparison.Ordinal);
        Assert.DoesNotContain("idden", sdl, StringComparison.Ordinal);
        Assert.DoesNotContain("INFRARED", sdl, StringComparison.Ordinal);
        Assert.DoesNotContain("__", sdl.Replace("__typename", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://specs.apollo.dev/join/v0.9", "join/v0.9 is not supported")]
    [InlineData("https://specs.apollo.dev/join/v0.1", "join/v0.1 is not supported")]
    public void An_unknown_join_version_is_refused_by_name(string url, string expected)
    {
        var sdl = SupergraphText.With("a", Minimal).Replace("https://specs.apollo.dev/join/v0.3", url, StringComparison.Ordinal);
        Assert.Contains(expected, Assert.Throws<SupergraphException>(() => Supergraph.Parse(sdl)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_security_feature_is_refused_by_name()
    {
        var sdl = SupergraphText.With("a", Minimal, "@link(url: \"https://specs.apollo.dev/authenticated/v0.1\", for: SECURITY)");
        Assert.Contains("authenticated/v0.1", Assert.Single(Assert.Throws<SupergraphException>(() => Supergraph.Parse(sdl)).Errors), StringComparison.Ordinal);
    }

    [Fact]
    public void Progressive_override_is_refused_with_the_fields_coordinate()
    {
        var sdl = SupergraphText.With("a b", """
            type Query @join__type(graph: A) @join__type(graph: B) { a: Int @join__field(graph: A, override: "b", overrideLabel: "percent(5)") }
            """);
        Assert.Contains("Query.a", Assert.Single(Assert.Throws<SupergraphException>(() => Supergraph.Parse(sdl)).Errors), StringComparison.Ordinal);
    }

    [Fact]
    public void All_faults_are_named_at_once()
    {
        var sdl = SupergraphText.With("a", """
            type Query @join__type(graph: A) @join__type(graph: GONE) { a: Int @join__field(graph: LOST) b: Missing }
            """);
        Assert.Equal(3, Assert.Throws<SupergraphException>(() => Supergraph.Parse(sdl)).Errors.Count);
    }

    [Fact]
    public void A_plain_schema_is_no_supergraph() =>
        Assert.Contains("not a composed supergraph", Assert.Throws<SupergraphException>(() => Supergraph.Parse("type Query { a: Int }")).Message, StringComparison.Ordinal);
}
