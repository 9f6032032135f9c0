using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Query;
using IbmPlatform.Mongo.Server.Query.Execution;

namespace IbmPlatform.Mongo.Server.Update.Operators;

/// <summary><c>$pull</c>: removes the elements that equal a value or match a filter.</summary>
internal sealed class PullOperator : IUpdateOperator
{
    private readonly Func<BsonValue, bool> matches;

    public PullOperator(BsonValue operand) => matches = operand switch
    {
        // Operators ask the element itself; a document without them is a filter on the element's fields.
        BsonDocument { Count: > 0 } operators when operators[0].Name.StartsWith('$') && operators[0].Name is not ("$and" or "$or" or "$nor") =>
            ByOperators(operators),
        BsonDocument filter => ByFilter(filter),
        BsonRegex regex => ByOperators(new BsonDocument("$regex", regex)),
        _ => item => BsonComparer.Instance.Equals(item, operand),
    };

    public void Apply(FieldSlot slot, UpdateContext context)
    {
        if (ArrayOperators.Current(slot, "$pull") is { } array)
            slot.Set(new BsonArray(array.Where(item => !Matches(item))));
    }

    private bool Matches(BsonValue item)
    {
        Work.Step();
        return matches(item);
    }

    private static Func<BsonValue, bool> ByOperators(BsonDocument operators)
    {
        var filter = FilterParser.Parse(new RawBsonDocument(new BsonDocument("v", operators).ToBytes()));
        return item => filter.Matches(new BsonDocument("v", item).ToBytes());
    }

    private static Func<BsonValue, bool> ByFilter(BsonDocument document)
    {
        var filter = FilterParser.Parse(new RawBsonDocument(document.ToBytes()));
        return item => item is BsonDocument element && filter.Matches(element.ToBytes());
    }
}
