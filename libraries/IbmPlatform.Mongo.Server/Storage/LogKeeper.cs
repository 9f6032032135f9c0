namespace IbmPlatform.Mongo.Server.Storage;

/// <summary>
/// Keeps a database's write-ahead log from growing without bound. SQLite starts the log anew when nobody reads from it, and where
/// scans that take minutes overlap, or many short reads, that moment never comes: past a size, the readers are asked to let go of
/// what they read between two rows and to go on as of the last commit, as they do between the batches of a cursor.
/// </summary>
internal sealed class LogKeeper(string databasePath)
{
    /// <summary>From here on readers are asked; SQLite alone keeps the log at 4 MB where nobody is in the way.</summary>
    public const long Large = 32L << 20;

    // A reader that cannot let go (a backup, a check of all pages) holds up the writer for this long once a step.
    private const int Attempts = 5;
    private const int PatienceMilliseconds = 30;
    private const long Step = 8L << 20;

    private readonly FileInfo log = new(databasePath + "-wal");
    private long next = Large;
    private int round;

    /// <summary>Grows when readers are asked: one that began in an earlier round is to let go.</summary>
    public int Round => Volatile.Read(ref round);

    /// <summary>Called by the writer after a commit.</summary>
    public void AfterCommit(SqliteConnection writer)
    {
        log.Refresh();
        if (!log.Exists || log.Length < next)
            return;
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            Interlocked.Increment(ref round);
            if (writer.TryTruncateLog(PatienceMilliseconds))
            {
                next = Large;
                return;
            }
        }

        log.Refresh();
        next = log.Length + Step;
    }
}
