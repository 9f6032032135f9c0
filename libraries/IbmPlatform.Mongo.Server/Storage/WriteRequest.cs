namespace IbmPlatform.Mongo.Server.Storage;

/// <summary>A queued write: run inside a shared transaction, answered after its commit.</summary>
internal abstract class WriteRequest(CancellationToken cancellationToken)
{
    /// <summary>True once the caller has gone; a request that has not begun is then dropped.</summary>
    public bool IsCancelled => cancellationToken.IsCancellationRequested;

    /// <summary>Runs the work; a fault undoes this request only and is kept for the answer.</summary>
    public abstract void Run(WriteSession session);

    public abstract void KeepFault(Exception fault);

    /// <summary>Answers with the result or the kept fault: the commit is durable.</summary>
    public abstract void Acknowledge();

    /// <summary>Answers with a fault of the whole transaction.</summary>
    public abstract void Fail(Exception fault);
}

/// <inheritdoc/>
internal sealed class WriteRequest<T>(Func<WriteSession, T> work, CancellationToken cancellationToken) : WriteRequest(cancellationToken)
{
    // The writer must not run a caller's continuation: the next batch would wait for it.
    private readonly TaskCompletionSource<T> completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private T? outcome;
    private Exception? ownFault;

    public Task<T> Completion => completion.Task;

    public override void Run(WriteSession session) => outcome = work(session);

    public override void KeepFault(Exception fault) => ownFault = fault;

    public override void Acknowledge()
    {
        if (ownFault is null)
            completion.TrySetResult(outcome!);
        else
            completion.TrySetException(ownFault);
    }

    public override void Fail(Exception fault) => completion.TrySetException(ownFault ?? fault);
}
