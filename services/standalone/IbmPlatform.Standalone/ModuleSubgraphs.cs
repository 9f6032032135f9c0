using System.Buffers;
using System.Runtime.CompilerServices;
using IbmPlatform.Federation.Execution;
using IbmPlatform.GraphQL.Execution;
using IbmPlatform.ServiceDefaults.Hosting;

namespace IbmPlatform.Standalone;

/// <summary>Sends the gateway's requests to the services in this process, without a network between.</summary>
internal sealed class ModuleSubgraphs(IServiceScopeFactory scopes) : ISubgraphStreamClient
{
    public async ValueTask<SubgraphResponse> SendAsync(SubgraphRequest request, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var output = new ArrayBufferWriter<byte>(4096);
        await ModuleOf(scope, request).Executor.ExecuteAsync(QueryOf(request), ContextOf(scope, request), output, cancellationToken);
        return new SubgraphResponse(output.WrittenMemory);
    }

    public async IAsyncEnumerable<SubgraphResponse> SubscribeAsync(SubgraphRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        await using var stream = await ModuleOf(scope, request).Executor.OpenAsync(QueryOf(request), ContextOf(scope, request), cancellationToken);
        while (true)
        {
            var output = new ArrayBufferWriter<byte>(4096);
            if (!await stream.ReadAsync(output)) yield break;
            yield return new SubgraphResponse(output.WrittenMemory);
        }
    }

    private static ModuleSchema ModuleOf(AsyncServiceScope scope, SubgraphRequest request) =>
        scope.ServiceProvider.GetKeyedService<ModuleSchema>(request.Subgraph.Name)
            ?? throw new SubgraphException($"The service {request.Subgraph.Name} is not part of this process.");

    private static GraphQLRequest QueryOf(SubgraphRequest request) =>
        new() { Query = request.Query, OperationName = request.OperationName, VariablesUtf8 = request.Variables };

    private RequestContext ContextOf(AsyncServiceScope scope, SubgraphRequest request) => new(scope.ServiceProvider)
    {
        AcceptLanguage = request.Headers.GetValueOrDefault("Accept-Language"),
        Headers = request.Headers,
        BeginEvent = () =>
        {
            var one = scopes.CreateAsyncScope();
            return new EventScope(one.ServiceProvider, one);
        },
    };
}
