using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Server.Update.Operators;

/// <summary><c>$pullAll</c>: removes every element that equals one of the values.</summary>
internal sealed class PullAllOperator(BsonValue operand) : IUpdateOperator
{
    private readonly HashSet<BsonValue> values = new(ArrayOperators.Operand("$pullAll", operand), BsonComparer.Instance);

    public void Apply(FieldSlot slot, UpdateContext context)
    {
        if (ArrayOperators.Current(slot, "$pullAll") is { } array)
            slot.Set(new BsonArray(array.Where(item => !values.Contains(item))));
    }
}
