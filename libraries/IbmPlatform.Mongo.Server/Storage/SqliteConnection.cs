using SQLitePCL;

namespace IbmPlatform.Mongo.Server.Storage;

/// <summary>One SQLite connection, used by one thread at a time; keeps its prepared statements by text.</summary>
internal sealed class SqliteConnection : IDisposable
{
    // Enough for every statement of a few dozen collections; the oldest text goes first when it is full.
    private const int MaxCachedStatements = 256;
    private const int BusyMilliseconds = 10_000;

    private readonly Dictionary<string, SqliteStatement> statements = new(StringComparer.Ordinal);
    private readonly Queue<string> statementAge = new();
    private readonly sqlite3 handle;
    private readonly string path;

    static SqliteConnection()
    {
        Batteries_V2.Init();
        // Nobody asks SQLite how much memory it holds, and counting takes a lock at every allocation. Refused where SQLite runs already.
        _ = raw.sqlite3_config(raw.SQLITE_CONFIG_MEMSTATUS, 0);
        if (CheckedFiles.Register() != raw.SQLITE_OK)
            throw new InvalidOperationException("SQLite takes no file system of ours.");
    }

    private SqliteConnection(sqlite3 handle, string path)
    {
        this.handle = handle;
        this.path = path;
    }

    public static SqliteConnection Open(string path, bool create)
    {
        var flags = raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_NOMUTEX | (create ? raw.SQLITE_OPEN_CREATE : 0);
        var code = raw.sqlite3_open_v2(path, out var handle, flags, CheckedFiles.Name);
        var connection = new SqliteConnection(handle, path);
        try
        {
            connection.Check(code);
            // Another connection of this process may hold the WAL's recovery lock for a moment.
            raw.sqlite3_busy_timeout(handle, BusyMilliseconds);
            connection.Check(CheckedFiles.ReserveRoom(handle.DangerousGetHandle()));
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>A prepared statement, rewound and without bindings; kept for the next call with the same text.</summary>
    public SqliteStatement Prepare(string sql)
    {
        if (statements.TryGetValue(sql, out var known) && !known.IsBusy)
            return known;

        Check(raw.sqlite3_prepare_v2(handle, sql, out var prepared));
        var statement = new SqliteStatement(this, prepared, sql);
        if (known is not null)
        {
            statement.DisposeOnRelease = true;
            return statement;
        }

        if (statementAge.Count >= MaxCachedStatements)
        {
            var oldest = statementAge.Dequeue();
            if (statements.Remove(oldest, out var old))
                old.Retire();
        }

        statements.Add(sql, statement);
        statementAge.Enqueue(sql);
        return statement;
    }

    public void Execute(string sql)
    {
        using var statement = Prepare(sql);
        statement.Run();
    }

    public long QueryLong(string sql)
    {
        using var statement = Prepare(sql);
        return statement.Step() ? statement.Long(0) : throw Fault(raw.SQLITE_ERROR, $"no row for: {sql}");
    }

    /// <summary>Copies the log into the database file and empties it; false where others read from it for longer than that.</summary>
    public bool TryTruncateLog(int milliseconds)
    {
        raw.sqlite3_busy_timeout(handle, milliseconds);
        try
        {
            // Its row says first whether somebody was in the way.
            return QueryLong("PRAGMA wal_checkpoint(TRUNCATE)") == 0;
        }
        catch (StorageException)
        {
            // What was committed is in the log, and stays there until a later attempt; a disk that fails refuses the next write itself.
            return false;
        }
        finally
        {
            raw.sqlite3_busy_timeout(handle, BusyMilliseconds);
        }
    }

    /// <summary>Rows changed by the last statement that wrote.</summary>
    public int Changes => raw.sqlite3_changes(handle);

    /// <summary>Whether the last fault was a unique key that is taken.</summary>
    public bool IsUniqueViolation => raw.sqlite3_extended_errcode(handle) == raw.SQLITE_CONSTRAINT_UNIQUE;

    /// <summary>False while a transaction is open.</summary>
    public bool IsAutocommit => raw.sqlite3_get_autocommit(handle) != 0;

    public void Check(int code)
    {
        if (code is not (raw.SQLITE_OK or raw.SQLITE_ROW or raw.SQLITE_DONE))
            throw Fault(code, raw.sqlite3_errmsg(handle).utf8_to_string());
    }

    public void Dispose()
    {
        foreach (var statement in statements.Values)
            statement.Retire();
        statements.Clear();
        handle.Dispose();
    }

    private StorageException Fault(int code, string detail) => (code & 0xff) switch
    {
        raw.SQLITE_FULL => new(StorageFaultKind.DiskFull,
            $"No space is left on the volume of '{path}'; free some and try again ({detail})."),
        raw.SQLITE_IOERR when raw.sqlite3_extended_errcode(handle) == CheckedFiles.WrongChecksum => new(StorageFaultKind.Damaged,
            $"The database file '{path}' is damaged (page {CheckedFiles.LastDamagedPage} fails its checksum); what it holds is not served. Restore it from a backup."),
        raw.SQLITE_IOERR => new(StorageFaultKind.InputOutput, $"The operating system failed on '{path}': {detail}."),
        raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB => new(StorageFaultKind.Damaged,
            $"The database file '{path}' is damaged ({detail}); it is not served. Restore it from a backup."),
        raw.SQLITE_CANTOPEN or raw.SQLITE_READONLY or raw.SQLITE_PERM or raw.SQLITE_AUTH => new(StorageFaultKind.Unusable,
            $"The database file '{path}' cannot be opened for reading and writing ({detail}); check its owner and mode."),
        raw.SQLITE_ERROR when detail.StartsWith("no such table", StringComparison.Ordinal) => new(StorageFaultKind.Dropped, detail),
        _ => new(StorageFaultKind.InputOutput, $"SQLite reports {code} on '{path}': {detail}."),
    };
}
