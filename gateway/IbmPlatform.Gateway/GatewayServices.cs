using IbmPlatform.Federation.Execution;
using IbmPlatform.Federation.Supergraphs;
using IbmPlatform.Gateway.Admission;
using IbmPlatform.Gateway.Node;
using IbmPlatform.Gateway.Proxy;
using IbmPlatform.Gateway.Subgraphs;
using IbmPlatform.Gateway.Supergraphs;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace IbmPlatform.Gateway;

/// <summary>Registers the gateway.</summary>
public static class GatewayServices
{
    /// <summary>
    /// Adds what the gateway's routes need. Register an <see cref="ISubgraphClient"/> beside it to reach the subgraphs otherwise
    /// than over HTTP, as in one process with them.
    /// </summary>
    /// <exception cref="GatewayStartException">The supergraph can't be served.</exception>
    public static IServiceCollection AddGateway(this IServiceCollection services, GatewayOptions options)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(options);
        var loaded = LoadedSupergraph.Load(options);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        services.AddSingleton(loaded);
        services.TryAddSingleton<ISubgraphClient>(_ => new HttpSubgraphClient(SubgraphHttp.Create()));
        services.AddSingleton(provider => new NodeSubgraph(EntityDirectory.Read(loaded), provider.GetRequiredService<ISubgraphClient>()));
        services.AddSingleton<SubgraphRouter>();
        services.AddSingleton<SubgraphHealth>();
        services.AddSingleton(provider => new OperationGate(options.Admission, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<GatewayRequestHandler>();
        services.AddReverseProxy().LoadFromMemory(SubgraphProxy.Routes(loaded.Supergraph), SubgraphProxy.Clusters(loaded.Supergraph));
        return services;
    }
}
