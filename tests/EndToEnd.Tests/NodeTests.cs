using System.Text.Json;
using IbmPlatform.EndToEnd.Tests.Running;

namespace IbmPlatform.EndToEnd.Tests;

/// <summary><c>node(id:)</c> and <c>nodes(ids:)</c>.</summary>
public sealed class NodeTests(StandaloneSystem standalone)
{
    /// <summary>Node types of which no source document has an instance, so that the data set has no record to ask for.</summary>
    private static readonly string[] WithoutRecords = ["Indicator", "IndicatorPeriod", "Report", "Transaction"];

    /// <summary>What has an id and is asked for only where it hangs: its claims are nodes, it is none.</summary>
    private static readonly string[] NoNodes = ["participation-claims"];

    [Fact]
    public async Task Every_id_of_the_data_set_names_its_entity()
    {
        var ids = Ids();
        var types = new HashSet<string>(StringComparer.Ordinal);
        foreach (var some in ids.Chunk(100))
        {
            var answer = await standalone.Endpoint.ReadAsync("query($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }", new { ids = some });
            foreach (var (id, node) in some.Zip(answer.At("nodes.*")))
            {
                Assert.True(node.ValueKind == JsonValueKind.Object, $"nodes(ids:) does not know {id}.");
                Assert.Equal(id, node.GetProperty("id").GetString());
                types.Add(node.GetProperty("__typename").GetString()!);
            }
        }
        var all = await standalone.Endpoint.ReadAsync("""{ __type(name: "Node") { possibleTypes { name } } }""");
        Assert.Equal(all.Texts("__type.possibleTypes.*.name").Except(WithoutRecords).Order(StringComparer.Ordinal), types.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("project/no-such-project")]
    [InlineData("country/XX")]
    [InlineData("unheard-of/thing")]
    [InlineData("")]
    public async Task An_unknown_id_is_null_and_no_error(string id)
    {
        var answer = await standalone.Endpoint.ReadAsync("query($id: ID!) { node(id: $id) { id } }", new { id });
        Assert.Equal(JsonValueKind.Null, answer.One("node").ValueKind);
    }

    [Fact]
    public async Task A_node_gives_the_fields_of_every_service_that_knows_it()
    {
        var answer = await standalone.Endpoint.ReadAsync(
            """
            {
              node(id: "project/bomca-9") {
                ... on Project { slug budgets { amount { amount } } participations(role: DONOR) { nodes { organisation { acronym } } } publications { id } countries { country { code } } }
              }
            }
            """);
        Assert.Equal("bomca-9", answer.Text("node.slug"));
        Assert.Equal("4954785", answer.Text("node.budgets.0.amount.amount"));
        Assert.Equal("EU", answer.Text("node.participations.nodes.0.organisation.acronym"));
        Assert.Equal(["KG", "KZ", "TJ", "TM", "UZ"], answer.Texts("node.countries.*.country.code"));
        Assert.Equal(JsonValueKind.Array, answer.One("node.publications").ValueKind);
    }

    private static SortedSet<string> Ids()
    {
        var ids = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(RepositoryRoot.Combine("data"), "*.json", SearchOption.AllDirectories))
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(file));
            Collect(document.RootElement, ids);
        }
        Assert.True(ids.Count > 400, $"Only {ids.Count} ids were found in data/.");
        return ids;
    }

    private static void Collect(JsonElement element, SortedSet<string> ids)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in element.EnumerateArray())
                Collect(item, ids);
            return;
        }
        if (element.ValueKind != JsonValueKind.Object)
            return;
        if (element.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.String && !NoNodes.Contains(id.GetString()!.Split('/')[0]))
            ids.Add(id.GetString()!);
        foreach (var member in element.EnumerateObject())
            Collect(member.Value, ids);
    }
}
