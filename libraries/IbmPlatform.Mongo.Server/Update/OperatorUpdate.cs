using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Server.Update;

/// <summary>Operators, each on its path.</summary>
internal sealed class OperatorUpdate(IReadOnlyList<(UpdatePath Path, IUpdateOperator Operator)> steps) : IDocumentUpdate
{
    public bool IsReplacement => false;

    public IEnumerable<string> ArrayFilterNames => steps.SelectMany(s => s.Path.ArrayFilterNames).Distinct();

    public BsonDocument Apply(BsonDocument document, UpdateContext context)
    {
        var updated = document.Clone();
        foreach (var (path, step) in steps)
        {
            // The positional $ refers to the document as the filter found it; arrays keep their positions until then.
            foreach (var slot in path.Slots(updated, context))
                step.Apply(slot, updated, context);
        }

        return updated;
    }
}
