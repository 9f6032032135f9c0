using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Server.Query.Execution;

/// <summary>A command's <c>maxTimeMS</c> and its connection's end.</summary>
internal sealed class Deadline(TimeProvider clock, TimeSpan? limit, CancellationToken cancellationToken)
{
    private readonly long started = clock.GetTimestamp();

    public CancellationToken CancellationToken { get; } = cancellationToken;

    public void Check()
    {
        CancellationToken.ThrowIfCancellationRequested();
        if (limit is { } max && clock.GetElapsedTime(started) > max)
            throw new CommandException(MongoErrorCodes.MaxTimeMsExpired, "operation exceeded time limit");
    }
}
