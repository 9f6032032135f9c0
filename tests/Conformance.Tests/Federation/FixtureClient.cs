using System.Text;
using System.Text.Json.Nodes;
using IbmPlatform.Federation.Execution;

namespace IbmPlatform.Conformance.Tests.Federation;

/// <summary>The subgraphs of one suite, in this process.</summary>
internal sealed class FixtureClient(AuditSuite suite) : ISubgraphClient
{
    private readonly Dictionary<string, FixtureSubgraph> _subgraphs = Subgraphs(suite, Fixture.Load(suite.Name));

    private static Dictionary<string, FixtureSubgraph> Subgraphs(AuditSuite suite, Fixture fixture) =>
        suite.Subgraphs.ToDictionary(subgraph => subgraph.Key, subgraph => new FixtureSubgraph(suite.Name, subgraph.Key, subgraph.Value, fixture));

    public ValueTask<SubgraphResponse> SendAsync(SubgraphRequest request, CancellationToken cancellationToken)
    {
        var variables = request.Variables.IsEmpty ? [] : JsonNode.Parse(request.Variables.Span)!.AsObject();
        var answer = _subgraphs[request.Subgraph.Name].Execute(request.Query, variables);
        return ValueTask.FromResult(new SubgraphResponse(Encoding.UTF8.GetBytes(answer.ToJsonString())));
    }
}
