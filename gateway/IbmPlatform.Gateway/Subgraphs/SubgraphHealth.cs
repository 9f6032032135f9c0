using System.Text.Json;
using IbmPlatform.Federation.Execution;
using IbmPlatform.Federation.Supergraphs;
using IbmPlatform.Gateway.Supergraphs;

namespace IbmPlatform.Gateway.Subgraphs;

/// <summary>Asks each subgraph the smallest question there is.</summary>
internal sealed class SubgraphHealth(LoadedSupergraph supergraph, SubgraphRouter subgraphs, TimeProvider time)
{
    /// <summary>How long a subgraph may take; an orchestrator's probe waits little longer.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Each subgraph by name, with what is wrong; null for nothing.</summary>
    public async Task<IReadOnlyList<(string Name, string? Fault)>> CheckAsync(CancellationToken cancellationToken) =>
        await Task.WhenAll(supergraph.Supergraph.Subgraphs.Select(subgraph => CheckAsync(subgraph, cancellationToken))).ConfigureAwait(false);

    private async Task<(string Name, string? Fault)> CheckAsync(Subgraph subgraph, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            using var response = await subgraphs.SendAsync(new SubgraphRequest { Subgraph = subgraph, Query = "{__typename}" }, either.Token).ConfigureAwait(false);
            using var answer = JsonDocument.Parse(response.Body);
            return (subgraph.Name, answer.RootElement.TryGetProperty("data", out var data) && data.ValueKind == JsonValueKind.Object ? null : "it answers with errors only");
        }
        catch (SubgraphException fault)
        {
            return (subgraph.Name, fault.Message);
        }
        catch (JsonException)
        {
            return (subgraph.Name, "it answers with something other than JSON");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return (subgraph.Name, $"it has not answered within {Patience.TotalSeconds} s");
        }
    }
}
