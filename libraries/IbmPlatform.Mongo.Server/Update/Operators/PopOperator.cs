using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Server.Update.Operators;

/// <summary><c>$pop</c>: removes the first (−1) or the last (1) element.</summary>
internal sealed class PopOperator : IUpdateOperator
{
    private readonly bool first;

    public PopOperator(BsonValue operand)
    {
        if (!operand.IsNumber || operand.ToDouble() is not (1 or -1))
            throw CommandException.FailedToParse($"$pop expects 1 or -1, found: {operand}");
        first = operand.ToDouble() < 0;
    }

    public void Apply(FieldSlot slot, UpdateContext context)
    {
        if (slot.Value is { } value and not BsonArray)
            throw CommandException.TypeMismatch($"Path '{slot.Path}' contains an element of non-array type '{Query.TypeNames.Of(value.Type)}'");
        if (ArrayOperators.Current(slot, "$pop") is not { Count: > 0 } array)
            return;
        array.RemoveAt(first ? 0 : array.Count - 1);
        slot.Set(array);
    }
}
