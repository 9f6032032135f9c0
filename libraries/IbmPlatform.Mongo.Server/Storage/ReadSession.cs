namespace IbmPlatform.Mongo.Server.Storage;

/// <summary>A read transaction of one command.</summary>
internal sealed class ReadSession(ReaderPool pool, SqliteConnection connection) : IDisposable
{
    private int round;

    public SqliteConnection Connection { get; } = connection;

    /// <summary>The collections as of its begin: what came since is not to be seen in it, and what this names is at most already dropped.</summary>
    public Catalogue Catalogue { get; private set; } = pool.Catalogue;

    /// <summary>True where the writer waits for the readers of its log: then <see cref="Renew"/>, once no statement is open.</summary>
    public bool IsAwaited => pool.Round != round;

    public void Begin()
    {
        round = pool.Round;
        Catalogue = pool.Catalogue;
        Connection.Execute("BEGIN");
        // The first read fixes the snapshot: whatever it holds, the writer has announced in memory before committing it.
        _ = Connection.QueryLong("PRAGMA schema_version");
    }

    /// <summary>Goes on as of the last commit.</summary>
    public void Renew()
    {
        Connection.Execute("COMMIT");
        Begin();
    }

    public void Dispose() => pool.Return(Connection);
}
