using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace IbmPlatform.ServiceDefaults.Hosting;

/// <summary>Ready once the data set is loaded.</summary>
internal sealed class PreparedHealth(PlatformState state) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(state.IsPrepared ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("Indexes or the data set are still being written."));
}
