using System.Collections.Concurrent;

namespace IbmPlatform.Mongo.Server.Storage;

/// <summary>Connections for reading; each is used by one command at a time and sees the last commit before its first read.</summary>
internal sealed class ReaderPool(string path, LogKeeper log, Func<Catalogue> current) : IDisposable
{
    // Idle connections beyond this are closed: each holds a page cache and two file handles.
    private const int MaxIdle = 16;

    private readonly ConcurrentBag<SqliteConnection> idle = [];
    private volatile bool disposed;

    /// <summary>Takes a connection with a read transaction begun; disposing ends it, so that checkpoints can proceed.</summary>
    public ReadSession Begin()
    {
        var connection = Take();
        try
        {
            var session = new ReadSession(this, connection);
            session.Begin();
            return session;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    // The file goes only after this pool: where the pool is still there, what was opened is its database, and no later one of that name.
    private SqliteConnection Take()
    {
        CheckOpen();
        if (idle.TryTake(out var known))
            return known;
        SqliteConnection? connection = null;
        try
        {
            connection = Database.OpenConnection(path, create: false);
            CheckOpen();
            return connection;
        }
        catch (StorageException)
        {
            connection?.Dispose();
            CheckOpen();
            throw;
        }
    }

    private void CheckOpen()
    {
        if (disposed)
            throw new StorageException(StorageFaultKind.Dropped, "The database was dropped or the server is stopping.");
    }

    /// <summary>Grows when readers are to let go; see <see cref="LogKeeper"/>.</summary>
    public int Round => log.Round;

    /// <summary>The collections as of the last commit.</summary>
    public Catalogue Catalogue => current();

    public void Return(SqliteConnection connection)
    {
        try
        {
            connection.Execute("COMMIT");
        }
        catch (StorageException)
        {
            // Reading has failed already; its own error is on its way to the caller, and the connection is not used again.
            connection.Dispose();
            return;
        }

        if (disposed || idle.Count >= MaxIdle)
            connection.Dispose();
        else
            idle.Add(connection);
    }

    public void Dispose()
    {
        disposed = true;
        while (idle.TryTake(out var connection))
            connection.Dispose();
    }
}
