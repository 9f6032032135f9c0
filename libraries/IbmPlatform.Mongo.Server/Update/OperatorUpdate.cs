using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Aggregation.Expressions;
using IbmPlatform.Mongo.Server.Commands;
using IbmPlatform.Mongo.Server.Query.Execution;

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
            var slots = path.Slots(updated, context);
            var written = 0L;
            foreach (var slot in slots)
            {
                Work.Step();
                step.Apply(slot, updated, context);
                if (slots.Count > 1)
                    written += BytesAt(slot, NewDocument.MaxSize - written);
            }
        }

        return updated;
    }

    // One value written to many places: the places lie apart, so the document is at least as large as all of them.
    private static long BytesAt(FieldSlot slot, long left) => slot.Value is { } value
        ? Built.Bytes("An update", value, left) is var bytes && bytes <= left ? bytes : throw NewDocument.TooLargeUpdate()
        : 0;
}
