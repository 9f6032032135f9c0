using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

namespace IbmPlatform.Mongo.Server.Storage;

/// <summary>The directory that one server owns: a lock file, and one file per database.</summary>
internal sealed class DataDirectory : IAsyncDisposable
{
    private const string LockName = "server.lock";
    private const string Extension = ".mongo.db";

    private readonly ConcurrentDictionary<string, Lazy<Database>> databases = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim dropping = new(1, 1);
    private readonly string directory;
    private readonly FileStream lockFile;
    private volatile bool isClosed;

    private DataDirectory(string directory, FileStream lockFile)
    {
        this.directory = directory;
        this.lockFile = lockFile;
    }

    /// <summary>Databases by name, those that hold a collection.</summary>
    public IEnumerable<Database> Databases => databases.Values.Select(d => d.Value).OrderBy(d => d.Name, StringComparer.Ordinal);

    /// <summary>Takes the lock and opens every database; the first damaged one is refused, by name.</summary>
    public static DataDirectory Open(string directory)
    {
        var full = System.IO.Path.GetFullPath(directory);
        var opened = new DataDirectory(full, TakeLock(full));
        try
        {
            UnfinishedRestore.Refuse(full);
            foreach (var (name, _) in Files(full))
                _ = opened.GetOrCreate(name);
            return opened;
        }
        catch
        {
            opened.lockFile.Dispose();
            throw;
        }
    }

    public Database? Find(string name) => databases.TryGetValue(name, out var database) ? database.Value : null;

    /// <summary>A database comes into being with its first collection.</summary>
    private Database GetOrCreate(string name)
    {
        var lazy = databases.GetOrAdd(name, key => new Lazy<Database>(() => Database.Open(key, FileOf(key))));
        try
        {
            return lazy.Value;
        }
        catch
        {
            databases.TryRemove(new(name, lazy));
            throw;
        }
    }

    /// <summary>
    /// Runs the work in the writer's next transaction on a database that comes into being for it. A database that holds no
    /// collection afterwards goes again: it would keep files and connections for nothing that anybody could list or drop.
    /// </summary>
    public async Task<T> WriteAsync<T>(string name, Func<WriteSession, T> work, CancellationToken cancellationToken)
    {
        while (true)
        {
            var database = GetOrCreate(name);
            try
            {
                return await database.WriteAsync(work, cancellationToken).ConfigureAwait(false);
            }
            catch (StorageException fault) when (fault.Kind == StorageFaultKind.Dropped && database.IsClosed && !isClosed)
            {
                // Another client has dropped it just now, or its last collection: once its file is gone, a new one takes its place.
                await dropping.WaitAsync(cancellationToken).ConfigureAwait(false);
                dropping.Release();
            }
            finally
            {
                if (database.IsEmpty && !database.IsClosed)
                    await CloseAsync(database, onlyIfEmpty: true).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Stops the database and deletes its file; false when there is none.</summary>
    public async Task<bool> DropAsync(string name) =>
        Find(name) is { } database && await CloseAsync(database, onlyIfEmpty: false).ConfigureAwait(false);

    public async ValueTask DisposeAsync()
    {
        isClosed = true;
        foreach (var database in databases.Values)
        {
            if (database.IsValueCreated)
                await database.Value.DisposeAsync().ConfigureAwait(false);
        }

        dropping.Dispose();
        await lockFile.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Gives the lock back when the server cannot start after all.</summary>
    public void Abandon() => lockFile.Dispose();

    /// <summary>Locks the directory, creating it when absent, until the stream is closed.</summary>
    public static FileStream TakeLock(string directory)
    {
        try
        {
            Directory.CreateDirectory(directory);
            var path = System.IO.Path.Combine(directory, LockName);
            // FileShare.None is an exclusive lock that the operating system lifts when the process ends, however it ends.
            var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            file.SetLength(0);
            file.Write(Encoding.ASCII.GetBytes(Environment.ProcessId.ToString(CultureInfo.InvariantCulture)));
            file.Flush();
            return file;
        }
        catch (UnauthorizedAccessException fault)
        {
            throw new StorageException(StorageFaultKind.Unusable,
                $"The data directory '{directory}' cannot be written by this user; change its owner or choose another directory.", fault);
        }
        catch (IOException fault) when (fault is not (DirectoryNotFoundException or PathTooLongException) && Directory.Exists(directory))
        {
            throw new StorageException(StorageFaultKind.Unusable,
                $"The data directory '{directory}' is locked by another server, or cannot be written ({fault.Message}); " +
                "stop that server or choose another directory.", fault);
        }
        catch (IOException fault)
        {
            throw new StorageException(StorageFaultKind.Unusable,
                $"The data directory '{directory}' cannot be created: {fault.Message}", fault);
        }
    }

    /// <summary>The databases that a directory holds, by name, and their files.</summary>
    public static IEnumerable<(string Name, string File)> Files(string directory) =>
        Directory.EnumerateFiles(directory, "*" + Extension).Order(StringComparer.Ordinal)
            .Select(file => (DecodeName(System.IO.Path.GetFileName(file)[..^Extension.Length]), file));

    public static string FileOf(string directory, string name) => System.IO.Path.Combine(directory, EncodeName(name) + Extension);

    private string FileOf(string name) => FileOf(directory, name);

    private async Task<bool> CloseAsync(Database database, bool onlyIfEmpty)
    {
        await dropping.WaitAsync().ConfigureAwait(false);
        try
        {
            if (!databases.TryGetValue(database.Name, out var lazy) || lazy.Value != database || onlyIfEmpty && !database.TryCloseEmpty())
                return false;
            try
            {
                await database.DisposeAsync().ConfigureAwait(false);
                Delete(database.Path);
                return true;
            }
            finally
            {
                // Also where its file cannot be deleted: whoever writes next finds out, and does not wait for it to go.
                databases.TryRemove(new(database.Name, lazy));
            }
        }
        finally
        {
            dropping.Release();
        }
    }

    // The file itself goes first: cut after that, there is no database; a file without its log would be one that lost commits.
    private void Delete(string path)
    {
        foreach (var suffix in (string[])["", "-wal", "-shm"])
            File.Delete(path + suffix);
        DirectorySync.Flush(directory);
    }

    // Lower case, digits, - and _ stand for themselves; all else as %XX of its UTF-8, so that no two names share a file anywhere.
    private static string EncodeName(string name)
    {
        var encoded = new StringBuilder();
        foreach (var b in Encoding.UTF8.GetBytes(name))
        {
            if (b is >= (byte)'a' and <= (byte)'z' or >= (byte)'0' and <= (byte)'9' or (byte)'-' or (byte)'_')
                encoded.Append((char)b);
            else
                encoded.Append(CultureInfo.InvariantCulture, $"%{b:x2}");
        }

        return encoded.ToString();
    }

    private static string DecodeName(string encoded) => Uri.UnescapeDataString(encoded);
}
