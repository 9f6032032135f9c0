using IbmPlatform.Mongo.Client;
using IbmPlatform.Mongo.Protocol;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace IbmPlatform.ServiceDefaults.Hosting;

/// <summary>Ready while the store answers.</summary>
internal sealed class StoreHealth(MongoClient client) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await client.GetDatabase("admin").RunCommandAsync(new BsonDocument("ping", 1), cancellationToken).ConfigureAwait(false);
            return HealthCheckResult.Healthy();
        }
        catch (MongoException e)
        {
            return HealthCheckResult.Unhealthy(e.Message);
        }
    }
}
