using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Storage;

namespace IbmPlatform.Mongo.Server.Query.Execution;

/// <summary>Reads a collection in the order of storage.</summary>
internal sealed class CollectionScan(CollectionInfo collection, FilterNode filter, bool reverse) : DocumentSource
{
    private Projection? projection;
    private SqliteStatement? rows;
    private long position = reverse ? long.MaxValue : 0;

    public override long HeldBytes => 0;

    public override bool TryNext(QueryContext context, out StoredDocument document)
    {
        while (Step(context))
        {
            context.CountDocument();
            position = rows!.Long(0);
            var bson = rows.Blob(1);
            DocumentChecksum.Verify(collection, position, bson, rows.Long(2));
            if (!filter.Matches(bson))
                continue;
            document = new StoredDocument(position, projection?.Apply(bson) ?? bson.ToArray());
            return true;
        }

        document = default;
        return false;
    }

    private bool Step(QueryContext context)
    {
        context.LetGo();
        try
        {
            rows ??= context.Connection.Prepare(reverse
                ? $"SELECT id, doc, sum FROM {collection.Table} WHERE id < ?1 ORDER BY id DESC"
                : $"SELECT id, doc, sum FROM {collection.Table} WHERE id > ?1 ORDER BY id").Bind(1, position);
            return rows.Step();
        }
        catch (StorageException fault) when (fault.Kind == StorageFaultKind.Dropped)
        {
            throw new CommandException(ServerErrorCodes.QueryPlanKilled, $"collection '{collection.Name}' was dropped while the query read it", fault);
        }
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

    public override BsonDocument Explain() => new() { ["stage"] = "COLLSCAN", ["direction"] = reverse ? "backward" : "forward" };
}
