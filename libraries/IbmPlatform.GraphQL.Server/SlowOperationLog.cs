using IbmPlatform.GraphQL.Diagnostics;
using IbmPlatform.GraphQL.Execution;
using Microsoft.Extensions.Logging;

namespace IbmPlatform.GraphQL.Server;

/// <summary>Logs slow operations as warnings: what they are called and how long they took, never a variable's value.</summary>
public static partial class SlowOperationLog
{
    /// <summary>Writes one line.</summary>
    public static void Write(ILogger logger, SlowOperation slow, RequestContext context)
    {
        ArgumentNullException.ThrowIfNull(slow);
        ArgumentNullException.ThrowIfNull(context);
        if (logger.IsEnabled(LogLevel.Warning))
            Log.Slow(logger, slow.Name, slow.DocumentHash, slow.Duration.TotalMilliseconds, slow.FieldCount, slow.ErrorCount, context.TraceId);
    }

    private static partial class Log
    {
        [LoggerMessage(100, LogLevel.Warning,
            "Slow operation {Operation}, document sha256:{DocumentHash}: {Milliseconds:F0} ms, {Fields} fields, {Errors} errors, trace {TraceId}")]
        public static partial void Slow(ILogger logger, string? operation, string documentHash, double milliseconds, long fields, int errors, string traceId);
    }
}
