using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace IbmPlatform.Gateway.Tests;

/// <summary>The gateway over real HTTP before two real subgraphs.</summary>
public sealed class GatewayTests : IAsyncLifetime
{
    private TinySubgraph _products = null!;
    private TinySubgraph _stars = null!;
    private RunningGateway _gateway = null!;

    public async ValueTask InitializeAsync()
    {
        _products = await Shop.ProductsAsync();
        _stars = await Shop.StarsAsync();
        _gateway = await RunningGateway.StartAsync(_products, _stars);
    }

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _products.DisposeAsync();
        await _stars.DisposeAsync();
    }

    [Fact]
    public async Task One_query_joins_both_subgraphs() => Assert.Equal(
        """{"data":{"products":[{"name":"Lamp","stars":5},{"name":"Desk","stars":null}]}}""",
        await _gateway.AskAsync("{ products { name stars } }"));

    [Fact]
    public async Task A_node_is_found_by_its_id_wherever_its_fields_are() => Assert.Equal(
        """{"data":{"node":{"__typename":"Product","id":"product/lamp","colour":"red","stars":5}}}""",
        await _gateway.AskAsync("query($id: ID!) { node(id: $id) { __typename id ... on Product { colour stars } } }", new { id = "product/lamp" }));

    [Fact]
    public async Task Unknown_ids_are_null_and_nodes_keep_their_order() => Assert.Equal(
        """{"data":{"nodes":[{"id":"product/desk"},null,null,null,{"id":"product/lamp"}],"one":null}}""",
        await _gateway.AskAsync("""{ nodes(ids: ["product/desk", "product/none", "nothing/x", "plain", "product/lamp"]) { id } one: node(id: "") { id } }"""));

    [Fact]
    public async Task A_stopped_subgraph_costs_its_own_fields_only()
    {
        await _stars.StopAsync();

        using var answer = JsonDocument.Parse(await _gateway.AskAsync("{ products { name stars } }"));

        Assert.Equal("""[{"name":"Lamp","stars":null},{"name":"Desk","stars":null}]""", answer.RootElement.GetProperty("data").GetProperty("products").GetRawText());
        Assert.Contains("stars", answer.RootElement.GetProperty("errors")[0].GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_node_whose_owner_is_stopped_is_null_with_an_error_that_says_so()
    {
        await _products.StopAsync();

        using var answer = JsonDocument.Parse(await _gateway.AskAsync("""{ node(id: "product/lamp") { id } }"""));

        Assert.Equal(JsonValueKind.Null, answer.RootElement.GetProperty("data").GetProperty("node").ValueKind);
        var error = answer.RootElement.GetProperty("errors")[0];
        Assert.Contains("\"products\"", error.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal("node", error.GetProperty("path")[0].GetString());
    }

    [Fact]
    public async Task The_schema_is_the_public_one()
    {
        var sdl = await _gateway.Http.GetStringAsync("/graphql/schema.graphql");

        Assert.Contains("stars: Int", sdl, StringComparison.Ordinal);
        Assert.DoesNotContain("join__", sdl, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{ products { name ... @defer { name } } }", "defer")]
    [InlineData("{ products @stream(initialCount: 1) { name } }", "stream")]
    public async Task What_a_gateway_cannot_deliver_in_parts_is_refused_by_name(string query, string directive)
    {
        foreach (var accept in new[] { "application/graphql-response+json", "multipart/mixed;incrementalSpec=v0.2, application/graphql-response+json" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = JsonContent.Create(new { query }) };
            request.Headers.TryAddWithoutValidation("Accept", accept);
            using var answer = await _gateway.Http.SendAsync(request);
            var text = await answer.Content.ReadAsStringAsync();
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            Assert.Contains($"@{directive}\\u0022. Answers come whole here; leave it out.", text.Replace("\\\"", "\\u0022", StringComparison.Ordinal), StringComparison.Ordinal);
            Assert.Contains("GRAPHQL_VALIDATION_FAILED", text, StringComparison.Ordinal);
            Assert.DoesNotContain("\"data\"", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Introspection_shows_no_directive_that_the_gateway_refuses()
    {
        var answer = await _gateway.AskAsync("{ __schema { directives { name } } }");
        Assert.Contains("\"skip\"", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("\"defer\"", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("\"stream\"", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Readiness_names_each_subgraph()
    {
        Assert.Equal(HttpStatusCode.OK, (await _gateway.Http.GetAsync(new Uri("/health/ready", UriKind.Relative))).StatusCode);
        await _stars.StopAsync();

        using var response = await _gateway.Http.GetAsync(new Uri("/health/ready", UriKind.Relative));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        using var health = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        var subgraphs = health.RootElement.GetProperty("subgraphs");
        Assert.Equal(["node", "products", "stars"], subgraphs.EnumerateObject().Select(subgraph => subgraph.Name));
        Assert.Equal(("ready", "not ready", "it can't be reached"), (
            subgraphs.GetProperty("products").GetProperty("status").GetString(),
            subgraphs.GetProperty("stars").GetProperty("status").GetString(),
            subgraphs.GetProperty("stars").GetProperty("reason").GetString()));
    }

    [Fact]
    public async Task The_proxy_leads_to_a_services_health_and_not_to_its_graphql()
    {
        Assert.Equal("stars is ready", await _gateway.Http.GetStringAsync("/services/stars/health/ready"));
        Assert.Equal(HttpStatusCode.NotFound, (await _gateway.Http.GetAsync(new Uri("/services/stars/graphql", UriKind.Relative))).StatusCode);
    }

    [Fact]
    public async Task A_configured_address_replaces_the_supergraphs()
    {
        var elsewhere = RunningGateway.Compose(_products, _stars).Replace(_stars.Url, "http://127.0.0.1:9/graphql", StringComparison.Ordinal);
        await using var gateway = await RunningGateway.StartAsync(new GatewayOptions(elsewhere) { SubgraphUrls = new Dictionary<string, string> { ["stars"] = _stars.Url } });

        Assert.Equal("""{"data":{"best":{"stars":5}}}""", await gateway.AskAsync("{ best { stars } }"));
    }
}
