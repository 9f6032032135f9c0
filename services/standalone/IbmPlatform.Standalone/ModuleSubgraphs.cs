using System.Buffers;
using IbmPlatform.Federation.Execution;
using IbmPlatform.GraphQL.Execution;
using IbmPlatform.ServiceDefaults.Hosting;

namespace IbmPlatform.Standalone;

/// <summary>Sends the gateway's requests to the services in this process, without a network between.</summary>
internal sealed class ModuleSubgraphs(IServiceScopeFactory scopes) : ISubgraphClient
{
    public async ValueTask<SubgraphResponse> SendAsync(SubgraphRequest request, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var module = scope.ServiceProvider.GetKeyedService<ModuleSchema>(request.Subgraph.Name)
            ?? throw new SubgraphException($"The service {request.Subgraph.Name} is not part of this process.");
        var context = new RequestContext(scope.ServiceProvider)
        {
            AcceptLanguage = request.Headers.GetValueOrDefault("Accept-Language"),
            Headers = request.Headers,
        };
        var output = new ArrayBufferWriter<byte>(4096);
        var query = new GraphQLRequest { Query = request.Query, OperationName = request.OperationName, VariablesUtf8 = request.Variables };
        await module.Executor.ExecuteAsync(query, context, output, cancellationToken);
        return new SubgraphResponse(output.WrittenMemory);
    }
}
