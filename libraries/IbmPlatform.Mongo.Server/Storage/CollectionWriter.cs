using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Indexes;

namespace IbmPlatform.Mongo.Server.Storage;

/// <summary>
/// Brings documents of one collection in and out together with their index entries. Unique keys are checked before anything is
/// changed, so that a refused document leaves nothing behind.
/// </summary>
internal sealed class CollectionWriter
{
    private readonly WriterState state;
    private readonly CollectionInfo collection;
    private readonly IndexWriter[] indexes;
    private readonly IReadOnlyList<byte[]>[] keys;
    private readonly bool hasUnique;
    private readonly KeyWriter idKey = new();
    private readonly string insertSql;
    private readonly string updateSql;
    private readonly string deleteSql;
    private long nextRow;

    public CollectionWriter(WriterState state, CollectionInfo collection)
    {
        this.state = state;
        this.collection = collection;
        indexes = [.. collection.SecondaryIndexes.Select(index => new IndexWriter(state, collection, index))];
        keys = new IReadOnlyList<byte[]>[indexes.Length];
        hasUnique = indexes.Any(index => index.IsUnique);
        insertSql = $"INSERT INTO {collection.Table}(id, key, doc, sum) VALUES(?1, ?2, ?3, ?4)";
        updateSql = $"UPDATE {collection.Table} SET doc=?2, sum=?3 WHERE id=?1";
        deleteSql = $"DELETE FROM {collection.Table} WHERE id=?1";
    }

    /// <exception cref="DuplicateKeyException">Its <c>_id</c> or a unique key is taken.</exception>
    public long Insert(ReadOnlyMemory<byte> document)
    {
        var id = IdKeyOf(document);
        // Of two keys that are taken the _id is told, as MongoDB does; where there is no other, the insert itself finds out.
        if (hasUnique && IsTaken(id))
            throw new DuplicateKeyException(collection, IndexInfo.OnId, document);
        PlanKeys(document, row: null);
        var row = NextRow();
        using (var insert = state.Connection.Prepare(insertSql))
        {
            insert.Bind(1, row).Bind(2, id).Bind(3, document.Span).Bind(4, DocumentChecksum.Compute(row, document.Span));
            if (!insert.TryRun())
                throw new DuplicateKeyException(collection, IndexInfo.OnId, document);
        }

        nextRow = row + 1;
        for (var i = 0; i < indexes.Length; i++)
            indexes[i].Insert(keys[i], row);
        return row;
    }

    /// <exception cref="DuplicateKeyException">A unique key is taken by another document.</exception>
    public void Replace(StoredDocument old, ReadOnlyMemory<byte> document)
    {
        PlanKeys(document, old.Row);
        using (var update = state.Connection.Prepare(updateSql))
            update.Bind(1, old.Row).Bind(2, document.Span).Bind(3, DocumentChecksum.Compute(old.Row, document.Span)).Run();
        for (var i = 0; i < indexes.Length; i++)
        {
            // A copy, for the index gives its next keys in the same list.
            List<byte[]> planned = [.. keys[i]];
            var former = indexes[i].KeysOf(old.Bson);
            indexes[i].Delete(Except(former, planned), old.Row);
            indexes[i].Insert(Except(planned, former), old.Row);
        }
    }

    public void Delete(StoredDocument old)
    {
        foreach (var index in indexes)
            index.Delete(index.KeysOf(old.Bson), old.Row);
        using var delete = state.Connection.Prepare(deleteSql);
        delete.Bind(1, old.Row).Run();
    }

    private void PlanKeys(ReadOnlyMemory<byte> document, long? row)
    {
        for (var i = 0; i < indexes.Length; i++)
        {
            keys[i] = indexes[i].KeysOf(document);
            indexes[i].CheckUnique(keys[i], row, document);
        }
    }

    private static List<byte[]> Except(IReadOnlyList<byte[]> keys, IReadOnlyList<byte[]> others) =>
        [.. keys.Where(key => !others.Any(other => other.AsSpan().SequenceEqual(key)))];

    private ReadOnlySpan<byte> IdKeyOf(ReadOnlyMemory<byte> document)
    {
        if (!new RawBsonDocument(document).TryFind("_id"u8, out var id))
            throw new InvalidOperationException("A stored document has an _id.");
        idKey.Clear();
        idKey.AppendValue(id.Type, id.Value.Span);
        return idKey.Written;
    }

    private bool IsTaken(ReadOnlySpan<byte> key)
    {
        using var find = state.Connection.Prepare($"SELECT id FROM {collection.Table} WHERE key=?1");
        return find.Bind(1, key).Step();
    }

    // Asked once: nobody else inserts. What is undone leaves a gap, which does no harm.
    private long NextRow() =>
        nextRow > 0 ? nextRow : state.Connection.QueryLong($"SELECT coalesce(max(id), 0) + 1 FROM {collection.Table}");
}
