namespace IbmPlatform.Mongo.Server.Storage;

/// <summary>Start's check that every table which the catalogue names is there and can be read; cheap whatever the size.</summary>
internal static class CatalogueCheck
{
    public static void Run(SqliteConnection connection, Catalogue catalogue, string path)
    {
        var present = new HashSet<string>(StringComparer.Ordinal);
        using (var tables = connection.Prepare("SELECT name FROM sqlite_schema WHERE type='table'"))
        {
            while (tables.Step())
                present.Add(tables.Text(0));
        }

        foreach (var collection in catalogue.Collections)
        {
            CheckTable(connection, present, collection.Table, $"collection '{collection.Name}'", path);
            foreach (var index in collection.SecondaryIndexes)
                CheckTable(connection, present, index.Table, $"index '{index.Name}' of collection '{collection.Name}'", path);
        }
    }

    private static void CheckTable(SqliteConnection connection, HashSet<string> present, string table, string what, string path)
    {
        if (!present.Contains(table))
        {
            throw new StorageException(StorageFaultKind.Damaged,
                $"The database file '{path}' is damaged: its catalogue names {what}, whose table is missing. Restore it from a backup.");
        }

        // Reading one row walks from the root page to a leaf, which a damaged root does not survive.
        using var probe = connection.Prepare($"SELECT 1 FROM {table} LIMIT 1");
        _ = probe.Step();
    }
}
