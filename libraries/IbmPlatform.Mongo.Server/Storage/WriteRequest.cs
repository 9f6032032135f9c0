namespace IbmPlatform.Mongo.Server.Storage;

/// <summary>A queued write: run inside a shared transaction, answered after its commit.</summary>
internal abstract class WriteRequest(CancellationToken cancellationToken)
{
    /// <summary>True once the caller has gone; a request that has not begun is then dropped.</summary>
    public bool IsCancelled => cancellationToken.IsCancellationRequested;

    /// <summary>Runs the work; a fault undoes this request only and is kept for the answer.</summary>
    public abstract void Run(WriteSession session);

    /// <summary>Keeps a fault of this request alone.</summary>
    public abstract void KeepFault(Exception fault);

    /// <summary>Keeps a fault of the whole transaction: nothing of it is durable.</summary>
    public abstract void Fail(Exception fault);

    /// <summary>Answers with the result or the fault kept; the caller goes on before this returns.</summary>
    public abstract void Answer();
}

/// <inheritdoc/>
internal sealed class WriteRequest<T>(Func<WriteSession, T> work, CancellationToken cancellationToken) : WriteRequest(cancellationToken)
{
    private readonly TaskCompletionSource<T> completion = new();

    private T? outcome;
    private Exception? fault;

    public Task<T> Completion => completion.Task;

    public override void Run(WriteSession session) => outcome = work(session);

    public override void KeepFault(Exception fault) => this.fault = fault;

    public override void Fail(Exception fault) => this.fault ??= fault;

    public override void Answer()
    {
        if (fault is null)
            completion.SetResult(outcome!);
        else
            completion.SetException(fault);
    }
}
