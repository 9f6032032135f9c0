using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Server.Update.Operators;

/// <summary><c>$min</c> and <c>$max</c>, in BSON's order.</summary>
internal sealed class ExtremeOperator(BsonValue operand, bool smallest) : IUpdateOperator
{
    public void Apply(FieldSlot slot, UpdateContext context)
    {
        var current = slot.Value;
        var order = current is null ? 0 : BsonComparer.Instance.Compare(operand, current);
        if (current is null || (smallest ? order < 0 : order > 0))
            slot.Set(Copies.Of(operand));
    }
}
