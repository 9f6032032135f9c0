namespace IbmPlatform.Mongo.Client.Commands;

/// <summary>
/// Sees a cursor to its end: tells the server that nobody reads it any more, a courtesy, for it closes idle cursors anyway, and gives the
/// connection back that a load balancer made it keep.
/// </summary>
internal sealed class CursorEnd(CommandExecutor executor, Command opened, CursorHome home) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private long cursor;
    private string collection = "";
    private bool released;

    /// <summary>Where the cursor lives.</summary>
    public CursorHome Home => home;

    /// <summary>The command that opened it.</summary>
    public Command Opened => opened;

    /// <summary>Takes in what the last reply said.</summary>
    public void Follow(CursorBatch batch) => Follow(batch.Cursor, batch.Collection);

    /// <summary>Takes in what the last reply said; a cursor that is at its end needs its connection no more.</summary>
    public void Follow(long number, string ofCollection)
    {
        (cursor, collection) = (number, ofCollection);
        if (cursor == 0)
            Release();
    }

    /// <summary>Never throws: the caller has its documents or its own error already.</summary>
    public async ValueTask DisposeAsync()
    {
        if (cursor == 0)
            return;
        using var limit = new CancellationTokenSource(Patience, executor.Clock);
        try
        {
            var kill = new KillCursorsCommand(opened.Database, collection, cursor) { Session = opened.Session, Timeout = opened.Timeout };
            using var reply = await executor.ExecuteAsync(kill, limit.Token, home).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is MongoException or OperationCanceledException or ObjectDisposedException)
        {
            // Also where the client itself is being disposed: its connections end, and the server times the cursor out.
            System.Diagnostics.Activity.Current?.AddException(fault);
        }
        finally
        {
            cursor = 0;
            Release();
        }
    }

    private void Release()
    {
        if (released)
            return;
        released = true;
        home.Release();
    }
}
