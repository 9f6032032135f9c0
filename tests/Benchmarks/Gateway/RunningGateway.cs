using IbmPlatform.Gateway;
using IbmPlatform.GraphQL.Server.Settings;
using IbmPlatform.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace IbmPlatform.Benchmarks.Gateway;

/// <summary>The gateway on real Kestrel, with the supergraph of the checkout.</summary>
internal sealed class RunningGateway(WebApplication app) : IAsyncDisposable
{
    public string Url => $"{app.Urls.First()}/graphql";

    public static async Task<RunningGateway> StartAsync(IReadOnlyDictionary<string, string> subgraphs)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var supergraph = await File.ReadAllTextAsync(RepositoryRoot.Combine("gateway", "supergraph.graphql"));
        // One address stands for all clients here, and asks for more than a client's budget allows one.
        var limits = LimitSettings.Defaults with { CostPerMinute = null };
        builder.Services.AddGateway(new GatewayOptions(supergraph) { SubgraphUrls = subgraphs, Limits = limits });
        var app = builder.Build();
        app.MapGateway();
        await app.StartAsync();
        return new RunningGateway(app);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
