namespace IbmPlatform.Mongo.Server.Storage;

/// <summary>A read transaction of one command.</summary>
internal sealed class ReadSession(ReaderPool pool, SqliteConnection connection) : IDisposable
{
    public SqliteConnection Connection { get; } = connection;

    public void Dispose() => pool.Return(Connection);
}
