using IbmPlatform.Mongo.Client.Connections;

namespace IbmPlatform.Mongo.Client.Commands;

/// <summary>Tells a server that nobody reads a cursor any more: a courtesy, for it closes idle cursors anyway.</summary>
internal static class CursorEnd
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Never throws: the caller has its documents or its own error already.</summary>
    public static async ValueTask KillAsync(CommandExecutor executor, string database, string collection, long cursor, ServerAddress server)
    {
        if (cursor == 0)
            return;
        using var limit = new CancellationTokenSource(Patience, executor.Clock);
        try
        {
            var kill = new KillCursorsCommand(database, collection, cursor);
            using var reply = await executor.ExecuteAsync(kill, limit.Token, server).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is MongoException or OperationCanceledException or ObjectDisposedException)
        {
            // Also where the client itself is being disposed: its connections end, and the server times the cursor out.
            System.Diagnostics.Activity.Current?.AddException(fault);
        }
    }
}
