using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Storage;

namespace IbmPlatform.Mongo.Server.Query.Execution;

/// <summary>The branches of an <c>$or</c>, each by its own index; a document that several find comes once.</summary>
internal sealed class UnionSource(IReadOnlyList<DocumentSource> branches) : DocumentSource
{
    /// <summary>What a set takes for a row that it holds, with its room to grow.</summary>
    public const long RowBytes = 32;

    private readonly HashSet<long> seen = [];
    private int current;

    public override long HeldBytes => RowBytes * seen.Count + branches.Sum(b => b.HeldBytes);

    public override bool TryNext(QueryContext context, out StoredDocument document)
    {
        for (; current < branches.Count; current++)
        {
            while (branches[current].TryNext(context, out document))
            {
                if (seen.Add(document.Row))
                    return true;
            }
        }

        document = default;
        return false;
    }

    public override bool TakesProjection(Projection projection)
    {
        // All or none: a branch that takes it projects every document that it finds.
        if (branches.Any(branch => branch is not (IndexScan or CollectionScan)))
            return false;
        return branches.All(branch => branch.TakesProjection(projection));
    }

    public override void Suspend()
    {
        foreach (var branch in branches)
            branch.Suspend();
    }

    public override BsonDocument Explain() =>
        new() { ["stage"] = "OR", ["inputStages"] = new BsonArray(branches.Select(b => b.Explain())) };
}
