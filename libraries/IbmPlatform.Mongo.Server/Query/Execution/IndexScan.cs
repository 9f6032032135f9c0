using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Query.Planning;
using IbmPlatform.Mongo.Server.Storage;

namespace IbmPlatform.Mongo.Server.Query.Execution;

/// <summary>Reads the documents of an index's intervals in key order, each once.</summary>
internal sealed class IndexScan : DocumentSource
{
    private readonly CollectionInfo collection;
    private readonly IndexCandidate candidate;
    private readonly FilterNode filter;
    private readonly bool reverse;
    private readonly HashSet<long>? seen;
    private Projection? projection;
    private SqliteStatement? rows;
    private int interval;
    private byte[]? lastKey;
    private long lastRow;

    public IndexScan(CollectionInfo collection, IndexCandidate candidate, FilterNode filter, bool reverse)
    {
        this.collection = collection;
        this.candidate = candidate;
        this.filter = filter;
        this.reverse = reverse;
        collection.Uses.Count(candidate.Index);
        // One document can stand under several keys of a multikey index.
        seen = candidate.Multikey != 0 ? [] : null;
    }

    public override long HeldBytes => (lastKey?.Length ?? 0) + UnionSource.RowBytes * (seen?.Count ?? 0);

    public override bool TryNext(QueryContext context, out StoredDocument document)
    {
        for (; interval < candidate.Intervals.Count; interval++, lastKey = null)
        {
            while (Step(context))
            {
                context.KeysExamined++;
                context.CountDocument();
                lastKey = rows!.Blob(0).ToArray();
                lastRow = rows.Long(1);
                var bson = rows.Blob(2);
                if (bson.IsEmpty)
                    throw Dangling();
                DocumentChecksum.Verify(collection, lastRow, bson, rows.Long(3));
                if (seen?.Contains(lastRow) == true || !filter.Matches(bson))
                    continue;
                seen?.Add(lastRow);
                document = new StoredDocument(lastRow, projection?.Apply(bson) ?? bson.ToArray());
                return true;
            }

            Suspend();
        }

        document = default;
        return false;
    }

    public override bool TakesProjection(Projection projection)
    {
        this.projection = projection;
        return true;
    }

    public override void Suspend()
    {
        rows?.Dispose();
        rows = null;
    }

    public override BsonDocument Explain()
    {
        var keys = new BsonDocument();
        foreach (var field in candidate.Index.Fields)
            keys.Add(field.Path, field.Descending ? -1 : 1);
        return new BsonDocument
        {
            ["stage"] = "FETCH",
            ["inputStage"] = new BsonDocument
            {
                ["stage"] = "IXSCAN",
                ["keyPattern"] = keys,
                ["indexName"] = candidate.Index.Name,
                ["isMultiKey"] = candidate.Multikey != 0,
                ["isUnique"] = candidate.Index.Unique,
                ["isSparse"] = candidate.Index.Sparse,
                ["direction"] = reverse ? "backward" : "forward",
                ["intervals"] = candidate.Intervals.Count,
            },
        };
    }

    private SqliteStatement Open(SqliteConnection connection)
    {
        // A document that became an array since the plan was made may stand outside of the intersected intervals.
        if (candidate.Index.Multikey != candidate.Multikey)
            throw new CommandException(ServerErrorCodes.QueryPlanKilled, $"index '{candidate.Index.Name}' became multikey during the query; ask again");
        var range = candidate.Intervals[reverse ? candidate.Intervals.Count - 1 - interval : interval];
        var statement = connection.Prepare(Sql());
        if (lastKey is null)
            return statement.Bind(1, range.Low).Bind(2, range.High);
        return reverse
            ? statement.Bind(1, range.Low).Bind(2, lastKey).Bind(3, lastRow)
            : statement.Bind(1, lastKey).Bind(2, range.High).Bind(3, lastRow);
    }

    // As MongoDB does: who drops an index ends the queries that use it, and only those.
    private bool Step(QueryContext context)
    {
        context.LetGo();
        try
        {
            rows ??= Open(context.Connection);
            return rows.Step();
        }
        catch (StorageException fault) when (fault.Kind == StorageFaultKind.Dropped)
        {
            throw new CommandException(ServerErrorCodes.QueryPlanKilled,
                $"index '{candidate.Index.Name}' of collection '{collection.Name}' was dropped while the query used it; ask again, and another plan is made", fault);
        }
    }

    private string Sql()
    {
        var order = reverse ? "ORDER BY k.key DESC, k.id DESC" : "ORDER BY k.key, k.id";
        var where = (lastKey, reverse) switch
        {
            (null, _) => "k.key >= ?1 AND k.key < ?2",
            (_, true) => "k.key >= ?1 AND (k.key, k.id) < (?2, ?3)",
            _ => "(k.key, k.id) > (?1, ?3) AND k.key < ?2",
        };
        return candidate.Index.IsIdIndex
            ? $"SELECT k.key, k.id, k.doc, k.sum FROM {collection.Table} k WHERE {where} {order}"
            : $"SELECT k.key, k.id, d.doc, d.sum FROM {candidate.Index.Table} k LEFT JOIN {collection.Table} d ON d.id = k.id WHERE {where} {order}";
    }

    private StorageException Dangling() => new(StorageFaultKind.Damaged,
        $"Index '{candidate.Index.Name}' of collection '{collection.Name}' names row {lastRow}, which is not there; run validate, then drop and create the index.");
}
