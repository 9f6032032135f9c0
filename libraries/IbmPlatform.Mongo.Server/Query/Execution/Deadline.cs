using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Server.Query.Execution;

/// <summary>A command's <c>maxTimeMS</c> and its connection's end.</summary>
internal sealed class Deadline(TimeProvider clock, TimeSpan? limit, CancellationToken cancellationToken)
{
    private readonly long started = clock.GetTimestamp();
    private bool killed;

    public CancellationToken CancellationToken { get; } = cancellationToken;

    public TimeSpan Elapsed => clock.GetElapsedTime(started);

    public bool IsKilled => Volatile.Read(ref killed);

    /// <summary>Has the command refused where it next looks at its time.</summary>
    public void Kill() => Volatile.Write(ref killed, true);

    public void Check()
    {
        if (Volatile.Read(ref killed))
            throw new CommandException(MongoErrorCodes.Interrupted, "operation was interrupted");
        CancellationToken.ThrowIfCancellationRequested();
        if (limit is { } max && clock.GetElapsedTime(started) > max)
            throw new CommandException(MongoErrorCodes.MaxTimeMsExpired, "operation exceeded time limit");
    }
}
