using SQLitePCL;

namespace IbmPlatform.Mongo.Server.Storage;

/// <summary>A prepared statement; disposing rewinds it and gives it back to its connection.</summary>
internal sealed class SqliteStatement(SqliteConnection connection, sqlite3_stmt handle, string sql) : IDisposable
{
    private bool retired;

    public bool IsBusy { get; private set; }

    public bool DisposeOnRelease { get; set; }

    public SqliteStatement Bind(int index, long value)
    {
        connection.Check(raw.sqlite3_bind_int64(handle, index, value));
        return this;
    }

    public SqliteStatement Bind(int index, ReadOnlySpan<byte> value)
    {
        connection.Check(raw.sqlite3_bind_blob(handle, index, value));
        return this;
    }

    public SqliteStatement Bind(int index, string value)
    {
        connection.Check(raw.sqlite3_bind_text(handle, index, value));
        return this;
    }

    /// <summary>Moves to the next row; false after the last.</summary>
    public bool Step()
    {
        IsBusy = true;
        var code = raw.sqlite3_step(handle);
        if (code == raw.SQLITE_ROW)
            return true;
        if (code != raw.SQLITE_DONE)
        {
            try
            {
                connection.Check(code);
            }
            finally
            {
                Reset();
            }
        }

        return false;
    }

    public void Run()
    {
        while (Step())
        {
        }

        Reset();
    }

    public long Long(int column) => raw.sqlite3_column_int64(handle, column);

    public string Text(int column) => raw.sqlite3_column_text(handle, column).utf8_to_string();

    /// <summary>Valid until the next step.</summary>
    public ReadOnlySpan<byte> Blob(int column) => raw.sqlite3_column_blob(handle, column);

    public void Reset()
    {
        IsBusy = false;
        _ = raw.sqlite3_reset(handle);
        _ = raw.sqlite3_clear_bindings(handle);
    }

    public void Retire()
    {
        retired = true;
        if (!IsBusy)
            handle.Dispose();
    }

    public void Dispose()
    {
        Reset();
        if (retired || DisposeOnRelease)
            handle.Dispose();
    }

    public override string ToString() => sql;
}
