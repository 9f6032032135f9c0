using System.Net.Http.Json;
using System.Text.Json;
using IbmPlatform.Federation.Composition;
using IbmPlatform.Gateway.Node;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;

namespace IbmPlatform.Gateway.Tests;

/// <summary>The gateway as Program.cs puts it together, on a port that was free.</summary>
internal sealed class RunningGateway(WebApplication app) : IAsyncDisposable
{
    public const string NodeSdl =
        """
        extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key"])
        type Query { node(id: ID!): Node nodes(ids: [ID!]!): [Node] }
        interface Node { id: ID! }
        type Product implements Node @key(fields: "id", resolvable: false) { id: ID! }
        """;

    public HttpClient Http { get; } = new() { BaseAddress = new Uri(app.Urls.First()) };

    public static string Compose(params TinySubgraph[] subgraphs)
    {
        var result = Composer.Compose([.. subgraphs.Select(subgraph => new SubgraphDefinition(subgraph.Name, subgraph.Url, subgraph.Sdl)), new("node", NodeSubgraph.Url, NodeSdl)]);
        Assert.Empty(result.Errors);
        return result.SupergraphSdl!;
    }

    public static Task<RunningGateway> StartAsync(params TinySubgraph[] subgraphs) => StartAsync(new GatewayOptions(Compose(subgraphs)));

    public static async Task<RunningGateway> StartAsync(GatewayOptions options)
    {
        var builder = GatewayHost.CreateBuilder(["--urls", "http://127.0.0.1:0"]);
        builder.Logging.ClearProviders();
        builder.Services.AddGateway(options);
        var app = builder.Build();
        app.MapGateway();
        app.MapGatewayHealth();
        app.MapSubgraphProxy();
        await app.StartAsync();
        return new RunningGateway(app);
    }

    /// <summary>The answer's JSON, compact.</summary>
    public async Task<string> AskAsync(string query, object? variables = null)
    {
        using var response = await Http.PostAsJsonAsync("/graphql", new { query, variables });
        return JsonSerializer.Serialize(await response.Content.ReadFromJsonAsync<JsonElement>());
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await app.DisposeAsync();
    }
}
