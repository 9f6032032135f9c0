using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Query;

namespace IbmPlatform.Mongo.Server.Update.Operators;

/// <summary><c>$bit</c>: <c>and</c>, <c>or</c> and <c>xor</c> with whole numbers, one after the other; an absent field counts as 0.</summary>
internal sealed class BitOperator : IUpdateOperator
{
    private readonly IReadOnlyList<(string Name, BsonValue Operand)> steps;

    public BitOperator(string path, BsonValue operand)
    {
        if (operand is not BsonDocument { Count: > 0 } operations)
            throw CommandException.BadValue($"The $bit modifier is not compatible with {(operand is BsonDocument ? "an empty document" : TypeNames.Of(operand.Type))}. You must pass in an embedded document: {{$bit: {{{path}: {{and/or/xor: #}}}}}}");
        foreach (var (name, value) in operations)
        {
            if (name is not ("and" or "or" or "xor"))
                throw CommandException.BadValue($"The $bit modifier only supports 'and', 'or', and 'xor', not '{name}' which is an unknown operator: {{{path}: {operand}}}");
            if (value is not (BsonInt32 or BsonInt64))
                throw CommandException.BadValue($"The $bit modifier field must be an Integer(32/64 bit); a '{TypeNames.Of(value.Type)}' is not supported here: {{{path}: {operand}}}");
        }

        steps = [.. operations.Select(o => (o.Name, o.Value))];
    }

    public void Apply(FieldSlot slot, UpdateContext context)
    {
        var current = slot.Value ?? 0;
        foreach (var (name, operand) in steps)
        {
            if (current is not (BsonInt32 or BsonInt64))
                throw CommandException.BadValue($"Cannot apply $bit to a value of non-integral type. The field '{slot.Path}' is of type {TypeNames.Of(current.Type)}");
            var (x, y) = (current.ToInt64(), operand.ToInt64());
            var result = name switch { "and" => x & y, "or" => x | y, _ => x ^ y };
            current = current is BsonInt32 && operand is BsonInt32 ? new BsonInt32((int)result) : new BsonInt64(result);
        }

        slot.Set(current);
    }
}
