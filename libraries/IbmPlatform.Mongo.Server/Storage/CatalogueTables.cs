using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Indexes;

namespace IbmPlatform.Mongo.Server.Storage;

/// <summary>The catalogue's own tables: which collections and indexes exist, and in which table each one is.</summary>
internal static class CatalogueTables
{
    /// <summary>"IBMm": marks a file as ours in SQLite's header.</summary>
    public const int ApplicationId = 0x49424D6D;

    /// <summary>The layout that this code reads and writes.</summary>
    public const int FormatVersion = CheckedFormat;

    /// <summary>The first format whose pages have checksums.</summary>
    public const int CheckedFormat = 3;

    public static void Create(SqliteConnection connection)
    {
        connection.Execute("CREATE TABLE collections(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, uuid BLOB NOT NULL)");
        connection.Execute("""
            CREATE TABLE indexes(
              id INTEGER PRIMARY KEY, collection INTEGER NOT NULL, name TEXT NOT NULL, is_unique INTEGER NOT NULL,
              is_sparse INTEGER NOT NULL, multikey INTEGER NOT NULL, fields TEXT NOT NULL, UNIQUE(collection, name))
            """);
        Upgrade(connection);
    }

    /// <summary>From format 1, whose indexes had neither a partial filter nor a time to live.</summary>
    public static void Upgrade(SqliteConnection connection) =>
        connection.Execute("ALTER TABLE indexes ADD COLUMN options TEXT NOT NULL DEFAULT '{}'");

    public static Catalogue Load(SqliteConnection connection)
    {
        var indexes = LoadIndexes(connection);
        var collections = new List<CollectionInfo>();
        using var rows = connection.Prepare("SELECT id, name, uuid FROM collections");
        while (rows.Step())
        {
            var id = rows.Long(0);
            collections.Add(new CollectionInfo(id, rows.Text(1), new Guid(rows.Blob(2), bigEndian: true), [IndexInfo.OnId, .. indexes[id]]));
        }

        return new Catalogue(collections);
    }

    public static CollectionInfo CreateCollection(SqliteConnection connection, long id, string name)
    {
        var uuid = Guid.NewGuid();
        using (var insert = connection.Prepare("INSERT INTO collections(id, name, uuid) VALUES(?1, ?2, ?3)"))
            insert.Bind(1, id).Bind(2, name).Bind(3, uuid.ToByteArray(bigEndian: true)).Run();
        var created = new CollectionInfo(id, name, uuid, [IndexInfo.OnId]);
        connection.Execute(
            $"CREATE TABLE {created.Table}(id INTEGER PRIMARY KEY, key BLOB NOT NULL UNIQUE, doc BLOB NOT NULL, sum INTEGER NOT NULL)");
        return created;
    }

    public static void DropCollection(SqliteConnection connection, CollectionInfo collection)
    {
        foreach (var index in collection.SecondaryIndexes)
            DropIndex(connection, index);
        connection.Execute($"DROP TABLE {collection.Table}");
        using var delete = connection.Prepare("DELETE FROM collections WHERE id=?1");
        delete.Bind(1, collection.Id).Run();
    }

    public static IndexInfo CreateIndex(SqliteConnection connection, long id, CollectionInfo collection, IndexInfo index)
    {
        using (var insert = connection.Prepare(
            "INSERT INTO indexes(collection, name, is_unique, is_sparse, multikey, fields, options, id) VALUES(?1, ?2, ?3, ?4, 0, ?5, ?6, ?7)"))
        {
            insert.Bind(1, collection.Id).Bind(2, index.Name).Bind(3, index.Unique ? 1 : 0).Bind(4, index.Sparse ? 1 : 0)
                .Bind(5, FieldsToText(index.Fields)).Bind(6, OptionsToText(index)).Bind(7, id).Run();
        }

        var created = index with { Id = id };
        connection.Execute($"CREATE TABLE {created.Table}(key BLOB NOT NULL, id INTEGER NOT NULL, PRIMARY KEY(key, id)) WITHOUT ROWID");
        return created;
    }

    public static void DropIndex(SqliteConnection connection, IndexInfo index)
    {
        connection.Execute($"DROP TABLE {index.Table}");
        using var delete = connection.Prepare("DELETE FROM indexes WHERE id=?1");
        delete.Bind(1, index.Id).Run();
    }

    public static void SaveMultikey(SqliteConnection connection, IndexInfo index)
    {
        using var update = connection.Prepare("UPDATE indexes SET multikey=?2 WHERE id=?1");
        update.Bind(1, index.Id).Bind(2, index.Multikey).Run();
    }

    public static void SaveOptions(SqliteConnection connection, IndexInfo index)
    {
        using var update = connection.Prepare("UPDATE indexes SET options=?2 WHERE id=?1");
        update.Bind(1, index.Id).Bind(2, OptionsToText(index)).Run();
    }

    public static void Rename(SqliteConnection connection, CollectionInfo collection, string name)
    {
        using var update = connection.Prepare("UPDATE collections SET name=?2 WHERE id=?1");
        update.Bind(1, collection.Id).Bind(2, name).Run();
    }

    private static ILookup<long, IndexInfo> LoadIndexes(SqliteConnection connection)
    {
        var indexes = new List<(long Collection, IndexInfo Index)>();
        using var rows = connection.Prepare("SELECT id, collection, name, is_unique, is_sparse, multikey, fields, options FROM indexes ORDER BY id");
        while (rows.Step())
        {
            var options = ExtendedJson.Parse(rows.Text(7));
            var index = new IndexInfo(rows.Long(0), rows.Text(2), FieldsFromText(rows.Text(6)), rows.Long(3) != 0, rows.Long(4) != 0)
            {
                PersistedMultikey = (int)rows.Long(5),
                Partial = options.Find("partial") is BsonDocument partial ? PartialFilter.Parse(partial) : null,
                ExpireAfterSeconds = options.Find("expireAfterSeconds")?.ToInt32(),
            };
            index.RaiseMultikey(index.PersistedMultikey);
            indexes.Add((rows.Long(1), index));
        }

        return indexes.ToLookup(i => i.Collection, i => i.Index);
    }

    private static string OptionsToText(IndexInfo index)
    {
        var options = new BsonDocument();
        if (index.Partial is { } partial)
            options.Add("partial", partial.Expression);
        if (index.ExpireAfterSeconds is { } seconds)
            options.Add("expireAfterSeconds", seconds);
        return ExtendedJson.Write(options, canonical: true);
    }

    // One line a field, direction first: a path may hold anything but U+0000, so that parts the lines.
    private static string FieldsToText(IReadOnlyList<IndexField> fields) =>
        string.Join('\u001f', fields.Select(f => (f.Descending ? '-' : '+') + f.Path));

    private static IReadOnlyList<IndexField> FieldsFromText(string text) =>
        [.. text.Split('\u001f').Select(f => new IndexField(f[1..], f[0] == '-'))];
}
