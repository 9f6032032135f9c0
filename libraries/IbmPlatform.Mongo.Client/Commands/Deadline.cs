namespace IbmPlatform.Mongo.Client.Commands;

/// <summary>timeoutMS on its way (client side operations timeout): one limit over all that an operation does.</summary>
internal sealed class Deadline : IDisposable
{
    private readonly TimeProvider clock;
    private readonly long began;
    private readonly CancellationTokenSource passed;

    private Deadline(TimeSpan limit, TimeProvider clock)
    {
        (this.clock, Limit) = (clock, limit);
        began = clock.GetTimestamp();
        passed = new CancellationTokenSource(limit, clock);
    }

    public TimeSpan Limit { get; }

    public TimeSpan Remaining => Limit - clock.GetElapsedTime(began);

    public bool HasPassed => passed.IsCancellationRequested || Remaining <= TimeSpan.Zero;

    /// <summary>Null where there is no limit.</summary>
    public static Deadline? After(TimeSpan? limit, TimeProvider clock) => limit is { } time && time != Timeout.InfiniteTimeSpan ? new Deadline(time, clock) : null;

    /// <summary>Ends with the deadline, and with the caller's own token.</summary>
    public CancellationTokenSource Link(CancellationToken cancellationToken) => CancellationTokenSource.CreateLinkedTokenSource(passed.Token, cancellationToken);

    public void Dispose() => passed.Dispose();
}
