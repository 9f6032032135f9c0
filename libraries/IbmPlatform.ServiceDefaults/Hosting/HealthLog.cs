using System.Collections.Concurrent;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace IbmPlatform.ServiceDefaults.Hosting;

/// <summary>Logs what changes between two looks at the checks, however often they are asked; ASP.NET Core would log each failing check each time.</summary>
internal sealed partial class HealthLog(ILogger<HealthLog> logger)
{
    private readonly ConcurrentDictionary<string, HealthStatus> last = new(StringComparer.Ordinal);

    public void Note(HealthReport report)
    {
        foreach (var (check, entry) in report.Entries)
        {
            var before = last.TryGetValue(check, out var known) ? known : HealthStatus.Healthy;
            last[check] = entry.Status;
            if (before == entry.Status)
                continue;
            if (entry.Status == HealthStatus.Healthy)
                Log.Passes(logger, check);
            else
                Log.Fails(logger, check, entry.Status, entry.Description ?? entry.Exception?.Message);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Health check {Check} is {Status}: {Reason}")]
        public static partial void Fails(ILogger logger, string check, HealthStatus status, string? reason);

        [LoggerMessage(2, LogLevel.Information, "Health check {Check} passes again")]
        public static partial void Passes(ILogger logger, string check);
    }
}
