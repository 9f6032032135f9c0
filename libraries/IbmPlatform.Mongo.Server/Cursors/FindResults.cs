using IbmPlatform.Mongo.Server.Query;
using IbmPlatform.Mongo.Server.Query.Execution;

namespace IbmPlatform.Mongo.Server.Cursors;

/// <summary>A find's documents: skipped, limited, projected.</summary>
internal sealed class FindResults : ResultStream
{
    private readonly DocumentSource source;
    private readonly Projection? projection;
    private long toSkip;
    private long? left;

    public FindResults(DocumentSource source, Projection? projection, long skip, long? limit)
    {
        this.source = source;
        this.projection = projection is not null && source.TakesProjection(projection) ? null : projection;
        toSkip = skip;
        left = limit;
    }

    public override long HeldBytes => source.HeldBytes;

    public override bool TryNext(QueryContext context, out ReadOnlyMemory<byte> document)
    {
        while (left is null or > 0 && source.TryNext(context, out var stored))
        {
            if (toSkip-- > 0)
                continue;
            left--;
            document = projection is null ? stored.Bson : projection.Apply(stored.Bson.Span);
            return true;
        }

        document = default;
        return false;
    }

    public override void Suspend() => source.Suspend();
}
