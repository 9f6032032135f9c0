namespace IbmPlatform.Mongo.Server.Storage;

/// <summary>One database: one SQLite file, its catalogue, its writer and its readers.</summary>
internal sealed class Database : IAsyncDisposable
{
    private readonly SqliteConnection writer;
    private readonly WriterState writerState;
    private readonly ReaderPool readers;
    private readonly WriteQueue writes;
    private readonly LogKeeper log;
    private volatile Catalogue catalogue;

    private Database(string name, string path, SqliteConnection writer)
    {
        Name = name;
        Path = path;
        this.writer = writer;
        writerState = new WriterState(writer);
        catalogue = CatalogueTables.Load(writer);
        log = new LogKeeper(path);
        readers = new ReaderPool(path, log, () => catalogue);
        writes = new WriteQueue(BeginWrite);
    }

    public string Name { get; }

    public string Path { get; }

    /// <summary>The collections as of the last commit.</summary>
    public Catalogue Catalogue => catalogue;

    /// <summary>Whether it holds no collection.</summary>
    public bool IsEmpty => catalogue.IsEmpty;

    /// <summary>True once it takes no more writes: it is dropped, or the server stops.</summary>
    public bool IsClosed => writes.IsClosed;

    /// <summary>Opens the file, or creates it; checks header, write-ahead log and catalogue before anything is served.</summary>
    /// <exception cref="StorageException">The file is damaged, of another format or cannot be used.</exception>
    public static Database Open(string name, string path)
    {
        if (File.Exists(path))
        {
            FileHeader.Check(path);
            WalInspection.Check(path + "-wal", path + "-shm");
        }
        else
        {
            // Of a database that a kill kept from being dropped to the last file.
            File.Delete(path + "-wal");
            File.Delete(path + "-shm");
        }

        var connection = OpenConnection(path, create: true);
        try
        {
            Initialise(connection, path);
            var database = new Database(name, path, connection);
            CatalogueCheck.Run(connection, database.Catalogue, path);
            return database;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public static SqliteConnection OpenConnection(string path, bool create)
    {
        var connection = SqliteConnection.Open(path, create);
        try
        {
            // An acknowledged write has reached the disk: every commit syncs the log.
            connection.Execute("PRAGMA synchronous=FULL");
            connection.Execute("PRAGMA cell_size_check=ON");
            connection.Execute("PRAGMA cache_size=-8000");
            // What one statement undoes is small and needs no file.
            connection.Execute("PRAGMA temp_store=MEMORY");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Begins a read transaction; take the catalogue before it or from it, so that what it names is at most already dropped.</summary>
    public ReadSession BeginRead() => readers.Begin();

    /// <summary>Runs the work in the writer's next transaction and completes once that is durable.</summary>
    public Task<T> WriteAsync<T>(Func<WriteSession, T> work, CancellationToken cancellationToken) => writes.EnqueueAsync(work, cancellationToken);

    /// <summary>Writes the database as of its last commit into a new file, while it is read and written.</summary>
    public void CopyTo(string target)
    {
        using var connection = OpenConnection(Path, create: false);
        using var copy = connection.Prepare("VACUUM INTO ?1");
        copy.Bind(1, target).Run();
    }

    /// <summary>Bytes of the file and its log.</summary>
    public long SizeOnDisk() =>
        ((string[])[Path, Path + "-wal"]).Select(file => new FileInfo(file)).Where(file => file.Exists).Sum(file => file.Length);

    /// <summary>Takes no more writes, where it holds no collection and none that is under way could make one; it is then to be disposed.</summary>
    public bool TryCloseEmpty() => writes.TryClose(() => IsEmpty);

    public async ValueTask DisposeAsync()
    {
        await writes.DisposeAsync().ConfigureAwait(false);
        readers.Dispose();
        // SQLite checkpoints and removes the log when its last connection closes.
        writer.Dispose();
    }

    private WriteSession BeginWrite() => new(writerState, catalogue, log, committed => catalogue = committed);

    private static void Initialise(SqliteConnection connection, string path)
    {
        connection.Execute("PRAGMA journal_mode=WAL");
        var application = connection.QueryLong("PRAGMA application_id");
        var version = connection.QueryLong("PRAGMA user_version");
        if (application == CatalogueTables.ApplicationId && version == CatalogueTables.FormatVersion)
            return;
        if (application == CatalogueTables.ApplicationId && version is 1 or 2)
        {
            Upgrade(connection, version);
            return;
        }

        if (application == CatalogueTables.ApplicationId)
        {
            throw new StorageException(StorageFaultKind.Unusable,
                $"The database file '{path}' has format {version}; this server reads format {CatalogueTables.FormatVersion}. " +
                "Open it with the server that wrote it.");
        }

        if (application != 0 || connection.QueryLong("SELECT count(*) FROM sqlite_schema") != 0)
            throw new StorageException(StorageFaultKind.Damaged, $"The file '{path}' is an SQLite file, but no database of this server.");
        connection.Execute("BEGIN IMMEDIATE");
        connection.Execute($"PRAGMA application_id={CatalogueTables.ApplicationId}");
        connection.Execute($"PRAGMA user_version={CatalogueTables.FormatVersion}");
        CatalogueTables.Create(connection);
        connection.Execute("COMMIT");
    }

    private static void Upgrade(SqliteConnection connection, long version)
    {
        if (version == 1)
        {
            connection.Execute("BEGIN IMMEDIATE");
            CatalogueTables.Upgrade(connection);
            connection.Execute("PRAGMA user_version=2");
            connection.Execute("COMMIT");
        }

        // Writes every page anew, with room for its checksum; cut by a kill it is as if it had not begun.
        connection.Execute("VACUUM");
        connection.Execute($"PRAGMA user_version={CatalogueTables.FormatVersion}");
    }
}
