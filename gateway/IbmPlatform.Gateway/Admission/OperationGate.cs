using System.Diagnostics;
using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http.Features;

namespace IbmPlatform.Gateway.Admission;

/// <summary>
/// Lets a bounded number of operations run and a bounded number wait. Without it a burst makes all of them slow until each is too late;
/// with it the first are answered and the rest know at once.
/// </summary>
internal sealed class OperationGate(AdmissionOptions options, TimeProvider time) : IAsyncDisposable
{
    private const int RetryAfterSeconds = 1;

    private readonly ConcurrencyLimiter _limiter = new(new ConcurrencyLimiterOptions
    {
        PermitLimit = options.MaxOperations,
        QueueLimit = options.MaxWaiting,
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    });

    public async Task ServeAsync(HttpContext http, RequestDelegate next)
    {
        using var place = await TakePlaceAsync(http.RequestAborted).ConfigureAwait(false);
        if (place is null)
        {
            await RefuseAsync(http).ConfigureAwait(false);
            return;
        }

        // A socket or a stream of events goes on for hours: it gives its place back once it has begun. The answer tells which it is, not
        // the request, since headers that ask for an upgrade may come with any query.
        http.Response.OnStarting(() =>
        {
            if (GoesOn(http)) place.Dispose();
            return Task.CompletedTask;
        });
        await next(http).ConfigureAwait(false);
    }

    // An accepted socket answers 101 over HTTP/1.1 (RFC 6455) and 200 to an extended CONNECT over HTTP/2 (RFC 8441).
    private static bool GoesOn(HttpContext http) =>
        http.Response.StatusCode == StatusCodes.Status101SwitchingProtocols
        || http.Features.Get<IHttpExtendedConnectFeature>()?.IsExtendedConnect == true
        || http.Response.ContentType?.StartsWith("text/event-stream", StringComparison.OrdinalIgnoreCase) == true;

    public ValueTask DisposeAsync() => _limiter.DisposeAsync();

    /// <summary>A place to give back; null when none came free in time.</summary>
    private async ValueTask<RateLimitLease?> TakePlaceAsync(CancellationToken aborted)
    {
        var atOnce = _limiter.AttemptAcquire();
        if (atOnce.IsAcquired) return atOnce;
        atOnce.Dispose();
        using var patience = new CancellationTokenSource(options.Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(aborted, patience.Token);
        try
        {
            var waited = await _limiter.AcquireAsync(1, either.Token).ConfigureAwait(false);
            if (waited.IsAcquired) return waited;
            waited.Dispose();
            return null;
        }
        catch (OperationCanceledException) when (!aborted.IsCancellationRequested)
        {
            return null;
        }
    }

    private Task RefuseAsync(HttpContext http)
    {
        http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        http.Response.Headers.RetryAfter = RetryAfterSeconds.ToString(CultureInfo.InvariantCulture);
        http.Response.Headers.CacheControl = "no-store";
        var error = new
        {
            message = $"The gateway is busy: {options.MaxOperations} operations run and as many wait as may ({options.MaxWaiting}, each for {options.Patience.TotalSeconds:0} s at most). Nothing was executed; ask again after the time in Retry-After.",
            extensions = new { code = "OVERLOADED", retryAfterSeconds = RetryAfterSeconds, traceId = Activity.Current?.TraceId.ToHexString() ?? http.TraceIdentifier },
        };
        return http.Response.WriteAsJsonAsync(new { errors = new[] { error } }, options: null, "application/graphql-response+json; charset=utf-8", http.RequestAborted);
    }
}
