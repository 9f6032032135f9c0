namespace IbmPlatform.Mongo.Server.Storage;

/// <summary>A queued write: run inside a shared transaction, answered after its commit.</summary>
internal abstract class WriteRequest(CancellationToken cancellationToken)
{
    /// <summary>Why it is refused; null while nothing speaks against it.</summary>
    protected Exception? Fault { get; private set; }

    /// <summary>Drops the request, which has not begun, where its caller has gone.</summary>
    public bool TryCancel()
    {
        if (!cancellationToken.IsCancellationRequested)
            return false;
        Fault = new OperationCanceledException(cancellationToken);
        return true;
    }

    /// <summary>Runs the work, from the start where its first run was undone.</summary>
    public void Run(WriteSession session)
    {
        Fault = null;
        RunWork(session);
    }

    /// <summary>Keeps a fault of this request alone.</summary>
    public void KeepFault(Exception fault) => Fault = fault;

    /// <summary>Keeps a fault of the whole transaction: nothing of it is durable, nor is what a refusal of this request went by.</summary>
    public void Fail(Exception fault) => Fault = fault;

    /// <summary>Answers with the result or the fault kept; the caller goes on before this returns.</summary>
    public abstract void Answer();

    protected abstract void RunWork(WriteSession session);
}

/// <inheritdoc/>
internal sealed class WriteRequest<T>(Func<WriteSession, T> work, CancellationToken cancellationToken) : WriteRequest(cancellationToken)
{
    private readonly TaskCompletionSource<T> completion = new();

    private T? outcome;

    public Task<T> Completion => completion.Task;

    public override void Answer()
    {
        if (Fault is null)
            completion.SetResult(outcome!);
        else
            completion.SetException(Fault);
    }

    protected override void RunWork(WriteSession session) => outcome = work(session);
}
