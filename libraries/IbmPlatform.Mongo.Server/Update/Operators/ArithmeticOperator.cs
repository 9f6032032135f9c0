using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Query;

namespace IbmPlatform.Mongo.Server.Update.Operators;

/// <summary><c>$inc</c> and <c>$mul</c>; an absent field counts as 0.</summary>
internal sealed class ArithmeticOperator(string name, BsonValue operand) : IUpdateOperator
{
    public void Apply(FieldSlot slot, UpdateContext context)
    {
        var current = slot.Value;
        if (current is null)
        {
            slot.Set(name == "$inc" ? operand : Numbers.Multiply(operand, 0));
            return;
        }

        if (!current.IsNumber)
        {
            throw CommandException.TypeMismatch(
                $"Cannot apply {name} to a value of non-numeric type. The field '{slot.Path}' is of type {TypeNames.Of(current.Type)}");
        }

        slot.Set(name == "$inc" ? Numbers.Add(current, operand) : Numbers.Multiply(current, operand));
    }
}
