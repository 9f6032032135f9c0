using IbmPlatform.ServiceDefaults.Hosting;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace IbmPlatform.ServiceDefaults.Tests.Hosting;

public sealed class HealthLogTests
{
    [Fact]
    public void A_check_is_logged_when_it_changes_and_not_when_it_is_asked()
    {
        var lines = new Lines();
        var log = new HealthLog(lines);

        log.Note(Of(HealthStatus.Healthy));
        for (var i = 0; i < 5; i++)
            log.Note(Of(HealthStatus.Unhealthy));
        log.Note(Of(HealthStatus.Degraded));
        for (var i = 0; i < 3; i++)
            log.Note(Of(HealthStatus.Healthy));

        Assert.Equal(
            ["Warning Health check settled is Unhealthy: because", "Warning Health check settled is Degraded: because", "Information Health check settled passes again"],
            lines);
    }

    private static HealthReport Of(HealthStatus status) =>
        new(new Dictionary<string, HealthReportEntry> { ["settled"] = new(status, "because", TimeSpan.Zero, null, null) }, TimeSpan.Zero);

    private sealed class Lines : List<string>, ILogger<HealthLog>
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Add($"{logLevel} {formatter(state, exception)}");
    }
}
