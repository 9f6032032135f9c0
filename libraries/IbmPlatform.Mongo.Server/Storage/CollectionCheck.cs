using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Indexes;

namespace IbmPlatform.Mongo.Server.Storage;

/// <summary>A full check of one collection: pages, checksums, BSON, and each index against the documents.</summary>
internal sealed class CollectionCheck(SqliteConnection connection, CollectionInfo collection, Action checkDeadline)
{
    // A file full of damage must not fill a reply.
    private const int MaxErrors = 100;

    private readonly List<string> errors = [];
    private readonly Dictionary<string, long> keysPerIndex = new(StringComparer.Ordinal);

    public IReadOnlyList<string> Errors => errors;

    public IReadOnlyDictionary<string, long> KeysPerIndex => keysPerIndex;

    public long Documents { get; private set; }

    public long DamagedDocuments { get; private set; }

    public void Run()
    {
        try
        {
            CheckPages(collection.Table);
            foreach (var index in collection.SecondaryIndexes)
                CheckPages(index.Table);
            CheckDocuments();
            foreach (var index in collection.SecondaryIndexes)
                CheckCount(index);
        }
        catch (StorageException fault) when (fault.Kind == StorageFaultKind.Damaged)
        {
            Add(fault.Message);
        }
    }

    private void CheckPages(string table)
    {
        using var rows = connection.Prepare($"PRAGMA integrity_check('{table}')");
        while (rows.Step())
        {
            if (rows.Text(0) is var text and not "ok")
                Add($"table {table}: {text}");
        }
    }

    private void CheckDocuments()
    {
        var indexes = collection.SecondaryIndexes.Select(i => (Index: i, Extractor: new KeyExtractor(i.Fields))).ToList();
        foreach (var (index, _) in indexes)
            keysPerIndex[index.Name] = 0;
        using var rows = connection.Prepare($"SELECT id, key, doc, sum FROM {collection.Table} ORDER BY id");
        while (rows.Step())
        {
            checkDeadline();
            Documents++;
            var (row, document) = (rows.Long(0), rows.Blob(2).ToArray());
            if (CheckDocument(row, rows.Blob(1), document, rows.Long(3)))
                indexes.ForEach(i => CheckKeys(i.Index, i.Extractor, row, document));
        }

        keysPerIndex[IndexInfo.IdIndexName] = Documents;
    }

    private bool CheckDocument(long row, ReadOnlySpan<byte> key, byte[] document, long sum)
    {
        try
        {
            DocumentChecksum.Verify(collection, row, document, sum);
            BsonValidator.Validate(document);
            var writer = new KeyWriter();
            if (!new RawBsonDocument(document).TryFind("_id"u8, out var id))
            {
                Add($"row {row}: the document has no _id");
                return false;
            }

            writer.AppendValue(id.Type, id.Value.Span);
            if (!writer.Written.SequenceEqual(key))
                Add($"row {row}: the key column does not agree with the document's _id");
            return true;
        }
        catch (Exception fault) when (fault is StorageException or BsonException)
        {
            DamagedDocuments++;
            Add(fault.Message);
            return false;
        }
    }

    private void CheckKeys(IndexInfo index, KeyExtractor extractor, long row, byte[] document)
    {
        if (index.Partial is { } partial && !partial.Covers(document))
            return;
        var keys = extractor.Extract(document);
        if (index.Sparse && !extractor.AnyPresent)
            return;
        if ((extractor.Multikey & ~index.Multikey) != 0)
            Add($"index {index.Name}: row {row} holds an array and the index is not marked multikey");
        using var find = connection.Prepare($"SELECT 1 FROM {index.Table} WHERE key=?1 AND id=?2");
        foreach (var key in keys)
        {
            if (!find.Bind(1, key).Bind(2, row).Step())
                Add($"index {index.Name}: the entry of row {row} is missing");
            find.Rewind();
            keysPerIndex[index.Name]++;
        }
    }

    // Every key of every document was found; more entries than that point nowhere.
    private void CheckCount(IndexInfo index)
    {
        var entries = connection.QueryLong($"SELECT count(*) FROM {index.Table}");
        if (entries != keysPerIndex[index.Name])
            Add($"index {index.Name}: {entries} entries where the documents have {keysPerIndex[index.Name]} keys");
        if (index.Unique)
        {
            var distinct = connection.QueryLong($"SELECT count(*) FROM (SELECT DISTINCT key FROM {index.Table})");
            if (distinct != entries)
                Add($"index {index.Name}: it is unique and {entries - distinct} keys stand twice");
        }
    }

    private void Add(string error)
    {
        if (errors.Count < MaxErrors)
            errors.Add(error);
    }
}
