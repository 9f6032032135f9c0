namespace IbmPlatform.Mongo.Server.Storage;

/// <summary>A read transaction of one command.</summary>
internal sealed class ReadSession(ReaderPool pool, SqliteConnection connection, Catalogue catalogue) : IDisposable
{
    public SqliteConnection Connection { get; } = connection;

    /// <summary>The collections as of its begin: what came since is not to be seen in it, and what this names is at most already dropped.</summary>
    public Catalogue Catalogue { get; } = catalogue;

    public void Dispose() => pool.Return(Connection);
}
