using System.Text;
using System.Text.Json;
using IbmPlatform.Federation.Composition;
using IbmPlatform.Federation.Execution;
using IbmPlatform.Gateway.Node;
using IbmPlatform.Gateway.Supergraphs;

namespace IbmPlatform.Gateway.Tests;

/// <summary>The node subgraph beside an owner that records what it is asked.</summary>
public sealed class NodeSubgraphTests
{
    private const string Link = "extend schema @link(url: \"https://specs.apollo.dev/federation/v2.3\", import: [\"@key\"]) interface Node { id: ID! } ";

    private readonly Owner _owner = new();
    private readonly NodeSubgraph _node;
    private readonly EntityDirectory _directory;
    private readonly LoadedSupergraph _supergraph;

    public NodeSubgraphTests()
    {
        var result = Composer.Compose(
        [
            new("areas", "http://areas", Link + "type Query { areas: [BorderArea] } type BorderArea implements Node @key(fields: \"id\") { id: ID! name: String kind: String }"),
            new("notes", "http://notes", Link + "type BorderArea implements Node @key(fields: \"id\") { id: ID! note: String } type Loose implements Node { id: ID! } type Query { loose: Loose }"),
            new("node", NodeSubgraph.Url, Link + "type Query { node(id: ID!): Node nodes(ids: [ID!]!): [Node] } type BorderArea implements Node @key(fields: \"id\", resolvable: false) { id: ID! }"),
        ]);
        Assert.Empty(result.Errors);
        _supergraph = LoadedSupergraph.Load(new GatewayOptions(result.SupergraphSdl!));
        _directory = EntityDirectory.Read(_supergraph);
        _node = new NodeSubgraph(_directory, _owner);
    }

    [Fact]
    public void The_directory_has_the_entities_of_the_supergraph_with_their_owners()
    {
        var entity = Assert.Single(_directory.Entities);
        Assert.Equal(("BorderArea", "border-area", "areas"), (entity.Type, entity.Prefix, entity.Owner.Name));
    }

    [Theory]
    [InlineData("Project", "project")]
    [InlineData("ThematicArea", "thematic-area")]
    [InlineData("IndicatorPeriod", "indicator-period")]
    public void A_prefix_is_the_types_name_in_kebab_case(string type, string prefix) => Assert.Equal(prefix, EntityDirectory.PrefixOf(type));

    [Fact]
    public void A_names_last_word_alone_is_a_prefix_where_no_other_type_ends_in_it()
    {
        Assert.Equal("BorderArea", _directory.Find("area/a")?.Type);
        Assert.Null(_directory.Find("border/a"));
    }

    [Fact]
    public async Task The_owner_is_asked_once_for_all_ids_as_the_data_stood_then()
    {
        var answer = await AskAsync(
            "query($ids:[ID!]!,$at:DateTime!)@asOf(at:$at){nodes(ids:$ids){__typename ...on BorderArea{id}}}",
            """{"ids":["border-area/a","border-area/a","border-area/b"],"at":"2020-01-01T00:00:00Z"}""");

        Assert.Equal("""{"data":{"nodes":[{"__typename":"BorderArea","id":"border-area/a"},{"__typename":"BorderArea","id":"border-area/a"},{"__typename":"BorderArea","id":"border-area/b"}]}}""", answer);
        var asked = Assert.Single(_owner.Asked);
        Assert.Equal("areas", asked.Subgraph.Name);
        Assert.Equal("query($representations:[_Any!]!,$at:DateTime!)@asOf(at:$at){_entities(representations:$representations){__typename}}", asked.Query);
        Assert.Equal(
            """{"representations":[{"__typename":"BorderArea","id":"border-area/a"},{"__typename":"BorderArea","id":"border-area/b"}],"at":"2020-01-01T00:00:00Z"}""",
            Encoding.UTF8.GetString(asked.Variables.Span));
        Assert.Equal("fr", asked.Headers["Accept-Language"]);
    }

    [Fact]
    public async Task Ids_of_no_known_type_ask_nobody()
    {
        Assert.Equal("""{"data":{"a":null,"b":null}}""", await AskAsync("""{a:node(id:"loose/x"){id} b:node(id:"border-area"){id}}"""));
        Assert.Empty(_owner.Asked);
    }

    [Fact]
    public async Task Conditions_and_fragments_on_interfaces_are_honoured() => Assert.Equal(
        """{"data":{"node":{"x":"border-area/a"}}}""",
        await AskAsync("query($yes:Boolean!){node(id:\"border-area/a\"){...on Node{x:id @include(if:$yes) y:id @skip(if:$yes)} ...on Other{z:id}}}", """{"yes":true}"""));

    [Fact]
    public async Task An_owners_error_is_told_at_the_ids_place()
    {
        _owner.Answer = """{"errors":[{"message":"The store is away."}],"data":null}""";

        using var answer = JsonDocument.Parse(await AskAsync("""{nodes(ids:["nothing/x","border-area/a"]){id}}"""));

        Assert.Equal("[null,null]", answer.RootElement.GetProperty("data").GetProperty("nodes").GetRawText());
        var error = Assert.Single(answer.RootElement.GetProperty("errors").EnumerateArray());
        Assert.Equal("Subgraph \"areas\" can't say whether it exists: The store is away.", error.GetProperty("message").GetString());
        Assert.Equal("""["nodes",1]""", error.GetProperty("path").GetRawText());
    }

    [Fact]
    public async Task Too_many_ids_are_refused()
    {
        var ids = string.Join(',', Enumerable.Range(0, NodeSubgraph.MaxIds + 1).Select(number => $"\"border-area/{number}\""));
        Assert.Equal(
            """{"data":null,"errors":[{"message":"1001 ids are asked for at once; ask for at most 1000.","extensions":{"code":"BAD_USER_INPUT"}}]}""",
            await AskAsync($"{{nodes(ids:[{ids}]){{id}}}}"));
    }

    private async Task<string> AskAsync(string query, string? variables = null)
    {
        using var response = await _node.SendAsync(
            new SubgraphRequest
            {
                Subgraph = _supergraph.Supergraph.Subgraphs.Single(subgraph => subgraph.Url == NodeSubgraph.Url),
                Query = query,
                Variables = variables is null ? default(ReadOnlyMemory<byte>) : Encoding.UTF8.GetBytes(variables),
                Headers = new Dictionary<string, string> { ["Accept-Language"] = "fr" },
            },
            TestContext.Current.CancellationToken);
        return Encoding.UTF8.GetString(response.Body.Span);
    }

    private sealed class Owner : ISubgraphClient
    {
        public List<SubgraphRequest> Asked { get; } = [];

        public string? Answer { get; set; }

        public ValueTask<SubgraphResponse> SendAsync(SubgraphRequest request, CancellationToken cancellationToken)
        {
            Asked.Add(request);
            using var variables = JsonDocument.Parse(request.Variables);
            var found = string.Join(',', variables.RootElement.GetProperty("representations").EnumerateArray().Select(_ => """{"__typename":"BorderArea"}"""));
            return ValueTask.FromResult(new SubgraphResponse(Encoding.UTF8.GetBytes(Answer ?? $"{{\"data\":{{\"_entities\":[{found}]}}}}")));
        }
    }
}
