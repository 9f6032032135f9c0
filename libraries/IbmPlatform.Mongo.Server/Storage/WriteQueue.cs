using System.Diagnostics.CodeAnalysis;

namespace IbmPlatform.Mongo.Server.Storage;

/// <summary>
/// The one writer of a database. The first request to come leads: it runs, on its own thread, everything that waits in one
/// transaction, each request in its own savepoint, and commits. Requests that come while a commit reaches the disk share the
/// next transaction; a request is answered only after the commit that holds it.
/// </summary>
internal sealed class WriteQueue(Func<WriteSession> newSession) : IAsyncDisposable
{
    // Bounds how long the first request of a transaction waits for the last, and how much a failed commit takes down.
    private const int MaxBatch = 256;

    private readonly Lock gate = new();
    // As many wait here as there are connections at most, for each sends one command at a time.
    private readonly Queue<WriteRequest> waiting = new();
    private readonly TaskCompletionSource idle = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool hasLeader;
    private bool closed;

    public Task<T> EnqueueAsync<T>(Func<WriteSession, T> work, CancellationToken cancellationToken)
    {
        var request = new WriteRequest<T>(work, cancellationToken);
        lock (gate)
        {
            if (closed)
                return Task.FromException<T>(new StorageException(StorageFaultKind.Dropped, "The database was dropped or the server is stopping."));
            waiting.Enqueue(request);
            if (hasLeader)
                return request.Completion;
            hasLeader = true;
        }

        var others = LeadOnce();
        PassOn();
        // Neither the next transaction nor the other answers keep the leader from its own.
        others.Remove(request);
        request.Answer();
        if (others.Count > 0)
            ThreadPool.UnsafeQueueUserWorkItem(static others => Answer(others), others, preferLocal: false);
        return request.Completion;
    }

    /// <summary>Refuses what comes from now on, and ends once what is queued has run.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (gate)
        {
            closed = true;
            if (!hasLeader)
                idle.TrySetResult();
        }

        await idle.Task.ConfigureAwait(false);
    }

    private void PassOn()
    {
        lock (gate)
        {
            hasLeader = waiting.Count > 0;
            if (!hasLeader)
            {
                if (closed)
                    idle.TrySetResult();
                return;
            }
        }

        ThreadPool.UnsafeQueueUserWorkItem(static queue => queue.LeadOn(), this, preferLocal: false);
    }

    private void LeadOn()
    {
        var batch = LeadOnce();
        PassOn();
        Answer(batch);
    }

    // The answers of one commit go out one after the other: to wake a thread for each would cost more than sending them.
    private static void Answer(List<WriteRequest> batch)
    {
        foreach (var request in batch)
            request.Answer();
    }

    private List<WriteRequest> LeadOnce()
    {
        var batch = new List<WriteRequest>();
        try
        {
            RunBatch(batch);
        }
        catch (Exception fault)
        {
            // Whatever went wrong, nothing of this transaction is durable, and every caller must hear so.
            foreach (var request in batch)
                request.Fail(fault);
        }

        return batch;
    }

    private void RunBatch(List<WriteRequest> batch)
    {
        using var session = newSession();
        RunWaiting(session, batch);
        session.Commit();
    }

    private void RunWaiting(WriteSession session, List<WriteRequest> batch)
    {
        while (batch.Count < MaxBatch && TryTake(out var request))
        {
            batch.Add(request);
            if (request.IsCancelled)
                request.Fail(new OperationCanceledException());
            else
                session.RunInSavepoint(request);
        }
    }

    private bool TryTake([MaybeNullWhen(false)] out WriteRequest request)
    {
        lock (gate)
            return waiting.TryDequeue(out request);
    }
}
