using IbmPlatform.Mongo.Server.Indexes;

namespace IbmPlatform.Mongo.Server.Storage;

/// <summary>Brings the entries of one index in and out.</summary>
internal sealed class IndexWriter(WriterState state, CollectionInfo collection, IndexInfo index)
{
    private readonly KeyExtractor extractor = new(index.Fields);
    private readonly string findSql = $"SELECT id FROM {index.Table} WHERE key=?1 AND id IS NOT ?2 LIMIT 1";
    private readonly string insertSql = $"INSERT INTO {index.Table}(key, id) VALUES(?1, ?2)";
    private readonly string deleteSql = $"DELETE FROM {index.Table} WHERE key=?1 AND id=?2";

    public bool IsUnique => index.Unique;

    /// <summary>The document's keys; the list is valid until the next call.</summary>
    public IReadOnlyList<byte[]> KeysOf(ReadOnlyMemory<byte> document)
    {
        if (index.Partial is { } partial && !partial.Covers(document))
            return [];
        var keys = extractor.Extract(document);
        if ((extractor.Multikey & ~index.PersistedMultikey) != 0)
        {
            index.RaiseMultikey(extractor.Multikey);
            CatalogueTables.SaveMultikey(state.Connection, index);
            state.Raised[index] = index.Multikey;
        }

        return index.Sparse && !extractor.AnyPresent ? [] : keys;
    }

    /// <exception cref="DuplicateKeyException">The index is unique and another row than that has one of the keys.</exception>
    public void CheckUnique(IReadOnlyList<byte[]> keys, long? row, ReadOnlyMemory<byte> document)
    {
        if (!index.Unique)
            return;
        using var find = state.Connection.Prepare(findSql);
        foreach (var key in keys)
        {
            if (find.Bind(1, key).Bind(2, row ?? -1).Step())
                throw new DuplicateKeyException(collection, index, document);
            find.Rewind();
        }
    }

    public void Insert(IReadOnlyList<byte[]> keys, long row)
    {
        if (keys.Count == 0)
            return;
        using var insert = state.Connection.Prepare(insertSql);
        foreach (var key in keys)
            insert.Bind(1, key).Bind(2, row).Run();
    }

    public void Delete(IReadOnlyList<byte[]> keys, long row)
    {
        if (keys.Count == 0)
            return;
        using var delete = state.Connection.Prepare(deleteSql);
        foreach (var key in keys)
            delete.Bind(1, key).Bind(2, row).Run();
    }
}
