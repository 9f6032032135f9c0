namespace IbmPlatform.Mongo.Server.Storage;

/// <summary>
/// The one writer of a database. A request that finds nobody writing is run on its own thread: at once, or where that thread
/// gathers a <see cref="WriteBurst"/>, with what has come beside it. What comes meanwhile is the writer's: it runs all that waits in
/// one transaction, commits, answers, and goes on until nothing waits, so that many writers share a commit and none of them costs a
/// change of threads. A request is answered only after its commit.
/// </summary>
internal sealed class WriteQueue(Func<WriteSession> newSession) : IAsyncDisposable
{
    // Bounds how long the first request of a transaction waits for the last, and how much a failed commit takes down.
    private const int MaxBatch = 256;

    private readonly object gate = new();
    private readonly TaskCompletionSource idle = new(TaskCreationOptions.RunContinuationsAsynchronously);
    // As many wait here as there are connections at most, for each sends one command at a time.
    private List<WriteRequest> waiting = [];
    private Thread? writer;
    private bool isWriting;
    private bool isHandedOver;
    private volatile bool isRunning;
    private volatile bool isClosed;

    /// <summary>Whether it refuses what comes.</summary>
    public bool IsClosed => isClosed;

    public Task<T> EnqueueAsync<T>(Func<WriteSession, T> work, CancellationToken cancellationToken)
    {
        var request = new WriteRequest<T>(work, cancellationToken);
        lock (gate)
        {
            if (isClosed)
                return Task.FromException<T>(new StorageException(StorageFaultKind.Dropped, "The database was dropped or the server is stopping."));
            if (isWriting)
            {
                waiting.Add(request);
                return request.Completion;
            }

            isWriting = true;
            waiting.Add(request);
            if (WriteBurst.Current is { } burst)
            {
                burst.Add(this);
                return request.Completion;
            }
        }

        WriteOnce();
        return request.Completion;
    }

    /// <summary>Refuses what comes from now on, where that is right as of the last commit and nothing else is on its way.</summary>
    public bool TryClose(Func<bool> isRight)
    {
        lock (gate)
        {
            if (isClosed || isRunning || waiting.Count > 0 || !isRight())
                return false;
            isClosed = true;
            return true;
        }
    }

    /// <summary>Refuses what comes from now on, and ends once what is queued has run.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (gate)
        {
            isClosed = true;
            Monitor.Pulse(gate);
            if (!isWriting)
                idle.TrySetResult();
        }

        await idle.Task.ConfigureAwait(false);
    }

    /// <summary>Carries out what waits once, and leaves what has come meanwhile to the writer's own thread; for who has been given the queue to write.</summary>
    public void WriteOnce()
    {
        if (TakeWaiting() is not { } batch)
            return;
        RunBatch(batch);
        HandOver();
        AnswerAll(batch);
    }

    /// <summary>Carries out what waits, on this thread, until nothing does; for who has been given the queue to write.</summary>
    public void WriteWaiting()
    {
        while (TakeWaiting() is { } batch)
        {
            RunBatch(batch);
            AnswerAll(batch);
        }
    }

    /// <summary>Leaves what waits to the writer's own thread.</summary>
    public void HandOver()
    {
        lock (gate)
        {
            if (waiting.Count == 0)
            {
                EndWriting();
                return;
            }

            isHandedOver = true;
            if (writer is null)
            {
                writer = new Thread(Write) { IsBackground = true, Name = "database writer" };
                writer.Start();
            }
            else
            {
                Monitor.Pulse(gate);
            }
        }
    }

    // One after the other, each sending its own answer: to wake a thread for each would cost more than that.
    private static void AnswerAll(List<WriteRequest> batch)
    {
        foreach (var request in batch)
            request.Answer();
    }

    // A thread of its own, for it waits for the disk, which would take a thread of the pool from the readers.
    private void Write()
    {
        while (AwaitHandOver())
            WriteWaiting();
    }

    private bool AwaitHandOver()
    {
        lock (gate)
        {
            while (!isHandedOver)
            {
                // While a client's thread writes, what waits behind it is still to come.
                if (isClosed && !isWriting)
                    return false;
                Monitor.Wait(gate);
            }

            isHandedOver = false;
            return true;
        }
    }

    private List<WriteRequest>? TakeWaiting()
    {
        lock (gate)
        {
            if (waiting.Count == 0)
            {
                EndWriting();
                return null;
            }

            var batch = waiting;
            waiting = batch.Count <= MaxBatch ? [] : batch[MaxBatch..];
            if (batch.Count > MaxBatch)
                batch.RemoveRange(MaxBatch, batch.Count - MaxBatch);
            isRunning = true;
            return batch;
        }
    }

    private void EndWriting()
    {
        isWriting = false;
        if (!isClosed)
            return;
        idle.TrySetResult();
        Monitor.Pulse(gate);
    }

    private void RunBatch(List<WriteRequest> batch)
    {
        var live = batch.FindAll(request => !request.TryCancel());
        try
        {
            if (!TryRunTogether(live))
                RunInSavepoints(live);
        }
        catch (Exception fault)
        {
            // Whatever went wrong, nothing of this transaction is durable, and every caller must hear so.
            foreach (var request in live)
                request.Fail(fault);
        }
        finally
        {
            isRunning = false;
        }
    }

    // Savepoints copy every page that is changed, and hardly any request needs to be undone.
    private bool TryRunTogether(List<WriteRequest> batch)
    {
        using var session = newSession();
        foreach (var request in batch)
        {
            if (!session.TryRun(request))
                return false;
        }

        session.Commit();
        return true;
    }

    private void RunInSavepoints(List<WriteRequest> batch)
    {
        using var session = newSession();
        foreach (var request in batch)
            session.RunInSavepoint(request);
        session.Commit();
    }
}
