using IbmPlatform.Mongo.Server.Query;
using IbmPlatform.Mongo.Server.Query.Execution;

namespace IbmPlatform.Mongo.Server.Cursors;

/// <summary>A find's documents: skipped, limited, projected.</summary>
internal sealed class FindResults(DocumentSource source, Projection? projection, long skip, long? limit) : ResultStream
{
    private long toSkip = skip;
    private long? left = limit;

    public override bool TryNext(QueryContext context, out ReadOnlyMemory<byte> document)
    {
        while (left is null or > 0 && source.TryNext(context, out var stored))
        {
            if (toSkip-- > 0)
                continue;
            left--;
            document = projection is null ? stored.Bson : projection.Apply(stored.Bson);
            return true;
        }

        document = default;
        return false;
    }

    public override long HeldBytes => source.HeldBytes;

    public override void Suspend() => source.Suspend();
}
