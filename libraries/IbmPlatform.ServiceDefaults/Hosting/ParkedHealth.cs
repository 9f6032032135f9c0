using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace IbmPlatform.ServiceDefaults.Hosting;

/// <summary>Degraded while messages are parked: the service answers, but what it knows of others lacks them until a person has looked.</summary>
internal sealed class ParkedHealth(IServiceProvider services, Platform platform) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var parked = new List<string>();
        foreach (var module in platform.Modules)
        {
            var count = await services.GetRequiredKeyedService<ServiceDatabase>(module.Name).Parked.CountAsync(cancellationToken).ConfigureAwait(false);
            if (count > 0)
                parked.Add($"{count} in {module.Name}");
        }
        return parked.Count == 0
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Degraded($"Messages that could not be applied are parked: {string.Join(", ", parked)}. Look at the reasons in the collection 'parked' of the service's database.");
    }
}
