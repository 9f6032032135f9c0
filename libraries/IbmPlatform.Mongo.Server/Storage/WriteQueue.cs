using System.Threading.Channels;

namespace IbmPlatform.Mongo.Server.Storage;

/// <summary>
/// The one writer of a database. Requests that wait while a commit reaches the disk share the next transaction, each in its
/// own savepoint; a request is answered only after the commit that holds it.
/// </summary>
internal sealed class WriteQueue : IAsyncDisposable
{
    // Bounds how long the first request of a transaction waits for the last, and how much a failed commit takes down.
    private const int MaxBatch = 256;

    // A slow disk must push back on the connections rather than fill memory with queued writes.
    private const int MaxQueued = 4096;

    private readonly Channel<WriteRequest> requests =
        Channel.CreateBounded<WriteRequest>(new BoundedChannelOptions(MaxQueued) { SingleReader = true });

    private readonly Func<WriteSession> newSession;
    private readonly Task loop;

    public WriteQueue(Func<WriteSession> newSession)
    {
        this.newSession = newSession;
        loop = Task.Run(RunAsync);
    }

    public async Task<T> EnqueueAsync<T>(Func<WriteSession, T> work, CancellationToken cancellationToken)
    {
        var request = new WriteRequest<T>(work, cancellationToken);
        try
        {
            await requests.Writer.WriteAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (ChannelClosedException)
        {
            throw new StorageException(StorageFaultKind.Dropped, "The database was dropped or the server is stopping.");
        }

        return await request.Completion.ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        requests.Writer.TryComplete();
        await loop.ConfigureAwait(false);
    }

    private async Task RunAsync()
    {
        var batch = new List<WriteRequest>(MaxBatch);
        while (await requests.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            batch.Clear();
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
        }
    }

    private void RunBatch(List<WriteRequest> batch)
    {
        using var session = newSession();
        while (batch.Count < MaxBatch && requests.Reader.TryRead(out var request))
        {
            if (request.IsCancelled)
            {
                request.Fail(new OperationCanceledException());
                continue;
            }

            batch.Add(request);
            session.RunInSavepoint(request);
        }

        if (batch.Count == 0)
            return;
        session.Commit();
        foreach (var request in batch)
            request.Acknowledge();
    }
}
