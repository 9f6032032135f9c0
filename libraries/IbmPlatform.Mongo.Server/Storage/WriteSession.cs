using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Indexes;

namespace IbmPlatform.Mongo.Server.Storage;

/// <summary>
/// The writer's transaction. Documents go in and out together with their index entries; unique keys are checked before
/// anything is changed, so that a refused document leaves nothing behind.
/// </summary>
internal sealed class WriteSession : IDisposable
{
    private readonly Catalogue before;
    private readonly Action<Catalogue> publish;
    private readonly KeyWriter idKey = new();
    private readonly HashSet<IndexInfo> raised = new(ReferenceEqualityComparer.Instance);
    private bool open;

    public WriteSession(SqliteConnection connection, Catalogue catalogue, Action<Catalogue> publish)
    {
        Connection = connection;
        Catalogue = before = catalogue;
        this.publish = publish;
    }

    public SqliteConnection Connection { get; }

    /// <summary>The collections as this transaction sees them.</summary>
    public Catalogue Catalogue { get; private set; }

    public void RunInSavepoint(WriteRequest request)
    {
        if (!open)
        {
            Connection.Execute("BEGIN IMMEDIATE");
            open = true;
        }

        var catalogueBefore = Catalogue;
        Connection.Execute("SAVEPOINT request");
        try
        {
            request.Run(this);
            Connection.Execute("RELEASE request");
        }
        catch (Exception fault) when (!Connection.IsAutocommit)
        {
            request.KeepFault(fault);
            Connection.Execute("ROLLBACK TO request");
            Connection.Execute("RELEASE request");
            Catalogue = catalogueBefore;
        }
    }

    /// <summary>Makes the transaction durable; nothing to do where no request was run.</summary>
    public void Commit()
    {
        if (!open)
            return;
        Connection.Execute("COMMIT");
        open = false;
        foreach (var index in raised)
            index.PersistedMultikey = index.Multikey;
        if (!ReferenceEquals(Catalogue, before))
            publish(Catalogue);
    }

    /// <summary>Undoes the transaction unless it was committed.</summary>
    public void Dispose()
    {
        if (!open || Connection.IsAutocommit)
            return;
        Connection.Execute("ROLLBACK");
    }

    public CollectionInfo CreateCollection(string name)
    {
        var created = CatalogueTables.CreateCollection(Connection, name);
        Catalogue = Catalogue.With(created);
        return created;
    }

    public void DropCollection(CollectionInfo collection)
    {
        CatalogueTables.DropCollection(Connection, collection);
        Catalogue = Catalogue.Without(collection.Name);
    }

    public CollectionInfo DropIndex(CollectionInfo collection, IndexInfo index)
    {
        CatalogueTables.DropIndex(Connection, index);
        var rest = collection with { Indexes = [.. collection.Indexes.Where(i => i.Id != index.Id)] };
        Catalogue = Catalogue.With(rest);
        return rest;
    }

    /// <summary>Creates the index and fills it from the documents that are there.</summary>
    /// <exception cref="DuplicateKeyException">Two documents share a key of a unique index.</exception>
    public CollectionInfo CreateIndex(CollectionInfo collection, IndexInfo index)
    {
        var created = CatalogueTables.CreateIndex(Connection, collection, index);
        var extractor = new KeyExtractor(created.Fields);
        using (var rows = Connection.Prepare($"SELECT id, doc, sum FROM {collection.Table} ORDER BY id"))
        {
            while (rows.Step())
            {
                var row = rows.Long(0);
                var document = rows.Blob(1).ToArray();
                DocumentChecksum.Verify(collection, row, document, rows.Long(2));
                var keys = KeysOf(created, extractor, document);
                CheckUnique(collection, created, keys, row, document);
                InsertKeys(created, keys, row);
            }
        }

        var extended = collection with { Indexes = [.. collection.Indexes, created] };
        Catalogue = Catalogue.With(extended);
        return extended;
    }

    /// <summary>Inserts a document that holds an <c>_id</c>.</summary>
    /// <exception cref="DuplicateKeyException">Its <c>_id</c> or a unique key is taken.</exception>
    public long Insert(CollectionInfo collection, ReadOnlyMemory<byte> document)
    {
        var key = IdKeyOf(document);
        if (FindRow(collection, key) is not null)
            throw new DuplicateKeyException(collection, IndexInfo.OnId, document);
        var plan = PlanKeys(collection, document, row: null);
        var row = NextRow(collection);
        using (var insert = Connection.Prepare($"INSERT INTO {collection.Table}(id, key, doc, sum) VALUES(?1, ?2, ?3, ?4)"))
            insert.Bind(1, row).Bind(2, key).Bind(3, document.Span).Bind(4, DocumentChecksum.Compute(row, document.Span)).Run();
        foreach (var (index, keys) in plan)
            InsertKeys(index, keys, row);
        return row;
    }

    /// <summary>Replaces a document by one with the same <c>_id</c>.</summary>
    /// <exception cref="DuplicateKeyException">A unique key is taken by another document.</exception>
    public void Replace(CollectionInfo collection, StoredDocument old, ReadOnlyMemory<byte> document)
    {
        var plan = PlanKeys(collection, document, old.Row);
        using (var update = Connection.Prepare($"UPDATE {collection.Table} SET doc=?2, sum=?3 WHERE id=?1"))
            update.Bind(1, old.Row).Bind(2, document.Span).Bind(3, DocumentChecksum.Compute(old.Row, document.Span)).Run();
        foreach (var (index, keys) in plan)
        {
            var oldKeys = KeysOf(index, old.Bson);
            DeleteKeys(index, Except(oldKeys, keys), old.Row);
            InsertKeys(index, Except(keys, oldKeys), old.Row);
        }
    }

    public void Delete(CollectionInfo collection, StoredDocument old)
    {
        foreach (var index in collection.SecondaryIndexes)
            DeleteKeys(index, KeysOf(index, old.Bson), old.Row);
        using var delete = Connection.Prepare($"DELETE FROM {collection.Table} WHERE id=?1");
        delete.Bind(1, old.Row).Run();
    }

    private List<(IndexInfo Index, List<byte[]> Keys)> PlanKeys(CollectionInfo collection, ReadOnlyMemory<byte> document, long? row)
    {
        var plan = new List<(IndexInfo, List<byte[]>)>(collection.Indexes.Count - 1);
        foreach (var index in collection.SecondaryIndexes)
        {
            var keys = KeysOf(index, document);
            CheckUnique(collection, index, keys, row, document);
            plan.Add((index, keys));
        }

        return plan;
    }

    private void CheckUnique(CollectionInfo collection, IndexInfo index, List<byte[]> keys, long? row, ReadOnlyMemory<byte> document)
    {
        if (!index.Unique)
            return;
        using var find = Connection.Prepare($"SELECT id FROM {index.Table} WHERE key=?1 AND id IS NOT ?2 LIMIT 1");
        foreach (var key in keys)
        {
            if (find.Bind(1, key).Bind(2, row ?? -1).Step())
                throw new DuplicateKeyException(collection, index, document);
            find.Reset();
        }
    }

    private List<byte[]> KeysOf(IndexInfo index, ReadOnlyMemory<byte> document) => KeysOf(index, new KeyExtractor(index.Fields), document);

    private List<byte[]> KeysOf(IndexInfo index, KeyExtractor extractor, ReadOnlyMemory<byte> document)
    {
        if (index.Partial is { } partial && !partial.Covers(document))
            return [];
        var keys = extractor.Extract(document);
        if ((extractor.Multikey & ~index.PersistedMultikey) != 0)
        {
            index.RaiseMultikey(extractor.Multikey);
            CatalogueTables.SaveMultikey(Connection, index);
            raised.Add(index);
        }

        return index.Sparse && !extractor.AnyPresent ? [] : [.. keys];
    }

    private void InsertKeys(IndexInfo index, List<byte[]> keys, long row)
    {
        if (keys.Count == 0)
            return;
        using var insert = Connection.Prepare($"INSERT INTO {index.Table}(key, id) VALUES(?1, ?2)");
        foreach (var key in keys)
            insert.Bind(1, key).Bind(2, row).Run();
    }

    private void DeleteKeys(IndexInfo index, List<byte[]> keys, long row)
    {
        if (keys.Count == 0)
            return;
        using var delete = Connection.Prepare($"DELETE FROM {index.Table} WHERE key=?1 AND id=?2");
        foreach (var key in keys)
            delete.Bind(1, key).Bind(2, row).Run();
    }

    private static List<byte[]> Except(List<byte[]> keys, List<byte[]> others) =>
        others.Count == 0 ? keys : keys.FindAll(key => !others.Exists(other => other.AsSpan().SequenceEqual(key)));

    private ReadOnlySpan<byte> IdKeyOf(ReadOnlyMemory<byte> document)
    {
        if (!new RawBsonDocument(document).TryFind("_id"u8, out var id))
            throw new InvalidOperationException("A stored document has an _id.");
        idKey.Clear();
        idKey.AppendValue(id.Type, id.Value.Span);
        return idKey.Written;
    }

    private long? FindRow(CollectionInfo collection, ReadOnlySpan<byte> key)
    {
        using var find = Connection.Prepare($"SELECT id FROM {collection.Table} WHERE key=?1");
        return find.Bind(1, key).Step() ? find.Long(0) : null;
    }

    private long NextRow(CollectionInfo collection) => Connection.QueryLong($"SELECT coalesce(max(id), 0) + 1 FROM {collection.Table}");
}
