using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace IbmPlatform.Standalone;

/// <summary>
/// Not ready while what one service wrote at the first start has not reached those that follow it: until then totals, findings and
/// filters would answer from a part of the data.
/// </summary>
internal sealed class SettledHealth : IHealthCheck
{
    private volatile bool settled;

    public void Settle() => settled = true;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(
        settled ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("The services are still telling each other what they loaded; wait until this check passes."));
}
