using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Server.Query.Execution;

/// <summary>A command's <c>maxTimeMS</c>, and what else ends it: the server's stop, killOp, its client's leaving.</summary>
internal sealed class Deadline(TimeProvider clock, TimeSpan? limit, CancellationToken cancellationToken)
{
    // A look at the client's socket is a call of the operating system, one at the clock some nanoseconds: neither belongs to every row.
    private const int ChecksBetweenLooks = 64;
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(100);

    private readonly long started = clock.GetTimestamp();
    private bool killed;
    private int checks;
    private long lastLook = clock.GetTimestamp();

    public CancellationToken CancellationToken { get; } = cancellationToken;

    public TimeSpan Elapsed => clock.GetElapsedTime(started);

    public bool IsKilled => Volatile.Read(ref killed);

    /// <summary>Has the command refused where it next looks at its time.</summary>
    public void Kill() => Volatile.Write(ref killed, true);

    /// <summary>Whether the client that waits for the answer has left; null for one that cannot, or whose command goes on without it.</summary>
    public Func<bool>? IsAbandoned { get; init; }

    /// <summary>That of the command which this one is a part of, such as what explain explains.</summary>
    public Deadline? Outer { get; init; }

    public void Check()
    {
        Outer?.Check();
        if (Volatile.Read(ref killed))
            throw new CommandException(MongoErrorCodes.Interrupted, "operation was interrupted");
        CancellationToken.ThrowIfCancellationRequested();
        if (limit is { } max && clock.GetElapsedTime(started) > max)
            throw new CommandException(MongoErrorCodes.MaxTimeMsExpired, "operation exceeded time limit");
        if (IsAbandoned is not null && ++checks % ChecksBetweenLooks == 0)
            LookForClient();
    }

    private void LookForClient()
    {
        if (clock.GetElapsedTime(lastLook) < BetweenLooks)
            return;
        lastLook = clock.GetTimestamp();
        if (IsAbandoned!())
            throw new CommandException(ServerErrorCodes.ClientDisconnect, "operation was interrupted because its client disconnected");
    }
}
