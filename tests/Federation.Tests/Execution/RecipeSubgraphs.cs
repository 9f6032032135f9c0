using System.Buffers;
using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using IbmPlatform.Federation.Execution;
using IbmPlatform.Federation.Supergraphs;
using IbmPlatform.Federation.Tests.Supergraphs;
using IbmPlatform.GraphQL.Execution;

namespace IbmPlatform.Federation.Tests.Execution;

/// <summary>Subgraphs that answer by recipe; what they were sent is kept.</summary>
internal sealed class RecipeSubgraphs(string names, string types) : ISubgraphClient
{
    private readonly Dictionary<string, Func<SubgraphRequest, CancellationToken, ValueTask<string>>> _answers = [];
    private readonly Supergraph _supergraph = Supergraph.Parse(SupergraphText.With(names, types));

    public ConcurrentQueue<SubgraphRequest> Sent { get; } = new();

    public RecipeSubgraphs Answer(string subgraph, string json) => Answer(subgraph, (_, _) => ValueTask.FromResult(json));

    public RecipeSubgraphs Answer(string subgraph, Func<SubgraphRequest, CancellationToken, ValueTask<string>> answer)
    {
        _answers[subgraph] = answer;
        return this;
    }

    public async ValueTask<SubgraphResponse> SendAsync(SubgraphRequest request, CancellationToken cancellationToken)
    {
        Sent.Enqueue(request);
        return new SubgraphResponse(Encoding.UTF8.GetBytes(await _answers[request.Subgraph.Name](request, cancellationToken)));
    }

    public async Task<JsonNode> AskAsync(string query, string variables = "", FederatedExecutorOptions? options = null, RequestContext? context = null)
    {
        var output = new ArrayBufferWriter<byte>();
        var request = new GraphQLRequest { Query = query, VariablesUtf8 = Encoding.UTF8.GetBytes(variables) };
        await new FederatedExecutor(_supergraph, this, options).HandleAsync(request, context ?? new RequestContext(), output, TestContext.Current.CancellationToken);
        return JsonNode.Parse(output.WrittenSpan)!;
    }
}
