using SQLitePCL;

namespace IbmPlatform.Mongo.Server.Storage;

/// <summary>A prepared statement; disposing rewinds it and gives it back to its connection.</summary>
internal sealed class SqliteStatement(SqliteConnection connection, sqlite3_stmt handle, string sql) : IDisposable
{
    private bool retired;
    private bool isBound;

    public bool IsBusy { get; private set; }

    public bool DisposeOnRelease { get; set; }

    public SqliteStatement Bind(int index, long value)
    {
        isBound = true;
        connection.Check(raw.sqlite3_bind_int64(handle, index, value));
        return this;
    }

    public SqliteStatement Bind(int index, ReadOnlySpan<byte> value)
    {
        isBound = true;
        connection.Check(raw.sqlite3_bind_blob(handle, index, value));
        return this;
    }

    public SqliteStatement Bind(int index, string value)
    {
        isBound = true;
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
                Rewind();
            }
        }

        return false;
    }

    public void Run()
    {
        while (Step())
        {
        }

        Rewind();
    }

    /// <summary>Runs a statement that gives no rows; false when it is refused because a unique key is taken.</summary>
    public bool TryRun()
    {
        IsBusy = true;
        var code = raw.sqlite3_step(handle);
        var taken = code == raw.SQLITE_CONSTRAINT && connection.IsUniqueViolation;
        try
        {
            if (!taken)
                connection.Check(code);
        }
        finally
        {
            Rewind();
        }

        return !taken;
    }

    public long Long(int column) => raw.sqlite3_column_int64(handle, column);

    public string Text(int column) => raw.sqlite3_column_text(handle, column).utf8_to_string();

    /// <summary>Valid until the next step.</summary>
    public ReadOnlySpan<byte> Blob(int column) => raw.sqlite3_column_blob(handle, column);

    /// <summary>Back to before the first row; what is bound stays.</summary>
    public void Rewind()
    {
        if (!IsBusy)
            return;
        IsBusy = false;
        _ = raw.sqlite3_reset(handle);
    }

    public void Retire()
    {
        retired = true;
        if (!IsBusy)
            handle.Dispose();
    }

    public void Dispose()
    {
        Rewind();
        // A bound document is a copy that would stay as long as the statement.
        if (isBound)
            _ = raw.sqlite3_clear_bindings(handle);
        isBound = false;
        if (retired || DisposeOnRelease)
            handle.Dispose();
    }

    public override string ToString() => sql;
}
