using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace IbmPlatform.ServiceDefaults.Hosting;

/// <summary>The health routes of every process.</summary>
public static class HealthRoutes
{
    /// <summary>
    /// Maps <c>/health/live</c> (the process runs), <c>/health/ready</c> (store, data set and bus are there; says which is not) and
    /// <c>/health/streams</c> (how far events have come).
    /// </summary>
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", () => Results.Json(new { status = "live" }));
        routes.MapHealthChecks("/health/ready", new HealthCheckOptions
        {
            Predicate = check => check.Tags.Contains("ready"),
            ResponseWriter = WriteAsync,
        });
        routes.MapGet("/health/streams", async (IServiceProvider services, CancellationToken cancellationToken) =>
            Results.Json(await StreamStatus.ReadAsync(services, cancellationToken).ConfigureAwait(false)));
    }

    private static Task WriteAsync(HttpContext http, HealthReport report)
    {
        http.RequestServices.GetRequiredService<HealthLog>().Note(report);
        return http.Response.WriteAsJsonAsync(
            new
            {
                status = report.Status == HealthStatus.Unhealthy ? "not ready" : "ready",
                checks = report.Entries.ToDictionary(entry => entry.Key, entry => new { status = entry.Value.Status.ToString(), reason = entry.Value.Description }),
            },
            http.RequestAborted);
    }
}
