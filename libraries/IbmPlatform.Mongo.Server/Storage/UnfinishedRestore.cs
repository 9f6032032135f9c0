namespace IbmPlatform.Mongo.Server.Storage;

/// <summary>
/// A file that stands in a data directory while a backup is restored into it: a restore that was cut by a kill or a power failure
/// left some databases and not others, which must not pass for all.
/// </summary>
internal static class UnfinishedRestore
{
    private const string FileName = "restore.unfinished";

    public static bool IsIn(string directory) => File.Exists(PathIn(directory));

    /// <exception cref="StorageException">A restore into the directory was never finished.</exception>
    public static void Refuse(string directory)
    {
        if (IsIn(directory))
        {
            throw new StorageException(StorageFaultKind.Unusable,
                $"A restore into the data directory '{directory}' was cut short, and what it holds is not whole; restore into it again, or delete it.");
        }
    }

    /// <summary>Marks a directory that holds no databases, and clears what an earlier restore left there.</summary>
    public static void Begin(string directory)
    {
        if (IsIn(directory))
            DeleteDatabases(directory);
        File.WriteAllText(PathIn(directory), "");
        DirectorySync.Flush(directory);
    }

    /// <summary>All is there and on the disk.</summary>
    public static void End(string directory)
    {
        DirectorySync.Flush(directory);
        File.Delete(PathIn(directory));
        DirectorySync.Flush(directory);
    }

    /// <summary>Leaves nothing of what was restored so far.</summary>
    public static void Undo(string directory)
    {
        DeleteDatabases(directory);
        End(directory);
    }

    private static void DeleteDatabases(string directory)
    {
        foreach (var (_, file) in DataDirectory.Files(directory).ToList())
        {
            foreach (var suffix in (string[])["", "-wal", "-shm"])
                File.Delete(file + suffix);
        }
    }

    private static string PathIn(string directory) => Path.Combine(directory, FileName);
}
