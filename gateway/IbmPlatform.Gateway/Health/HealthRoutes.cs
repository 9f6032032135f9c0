using IbmPlatform.Gateway.Subgraphs;

namespace IbmPlatform.Gateway.Health;

/// <summary>The readiness route.</summary>
internal static class HealthRoutes
{
    /// <summary>200 when every subgraph answers; 503 with the names and reasons of those that don't.</summary>
    public static async Task<IResult> ReadyAsync(SubgraphHealth health, CancellationToken cancellationToken)
    {
        var subgraphs = await health.CheckAsync(cancellationToken).ConfigureAwait(false);
        var ready = subgraphs.All(subgraph => subgraph.Fault is null);
        return Results.Json(
            new
            {
                status = ready ? "ready" : "not ready",
                subgraphs = subgraphs.ToDictionary(subgraph => subgraph.Name, subgraph => new { status = subgraph.Fault is null ? "ready" : "not ready", reason = subgraph.Fault }),
            },
            statusCode: ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }
}
