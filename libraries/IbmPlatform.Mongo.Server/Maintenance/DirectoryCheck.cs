using IbmPlatform.Mongo.Server.Storage;

namespace IbmPlatform.Mongo.Server.Maintenance;

/// <summary>Reads every page, document and index entry of a data directory that no server uses, and names what is damaged.</summary>
internal static class DirectoryCheck
{
    /// <summary>A sentence for each fault; none when all is well.</summary>
    public static async Task<IReadOnlyList<string>> RunAsync(string directory, Action<string> report)
    {
        if (!Directory.Exists(directory))
            throw new StorageException(StorageFaultKind.Unusable, $"The data directory '{directory}' does not exist.");
        await using var held = DataDirectory.TakeLock(Path.GetFullPath(directory));
        UnfinishedRestore.Refuse(Path.GetFullPath(directory));
        var faults = new List<string>();
        foreach (var (name, file) in DataDirectory.Files(directory))
        {
            var found = await OfDatabaseAsync(name, file).ConfigureAwait(false);
            faults.AddRange(found);
            report(found.Count == 0 ? $"{name}: sound" : $"{name}: {found.Count} faults");
        }

        return faults;
    }

    /// <summary>The faults of one database file; opening it writes what its log holds into it, as a start does.</summary>
    public static async Task<IReadOnlyList<string>> OfDatabaseAsync(string name, string file)
    {
        var faults = new List<string>();
        try
        {
            await using var database = Database.Open(name, file);
            using var session = database.BeginRead();
            CheckPages(session.Connection, file, faults);
            foreach (var collection in database.Catalogue.Collections)
            {
                // Nobody waits for this with a time limit.
                var check = new CollectionCheck(session.Connection, collection, static () => { });
                check.Run();
                faults.AddRange(check.Errors.Select(error => $"{name}.{collection.Name}: {error}"));
            }
        }
        catch (StorageException fault)
        {
            faults.Add(fault.Message);
        }

        return faults;
    }

    private static void CheckPages(SqliteConnection connection, string file, List<string> faults)
    {
        using var rows = connection.Prepare("PRAGMA integrity_check");
        while (rows.Step())
        {
            if (rows.Text(0) is var text and not "ok")
                faults.Add($"{file}: {text}");
        }
    }
}
