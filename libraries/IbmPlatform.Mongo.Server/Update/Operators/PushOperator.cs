using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Query;

namespace IbmPlatform.Mongo.Server.Update.Operators;

/// <summary><c>$push</c> with <c>$each</c>, <c>$position</c>, <c>$sort</c> and <c>$slice</c>.</summary>
internal sealed class PushOperator : IUpdateOperator
{
    private readonly BsonArray items;
    private readonly int? position;
    private readonly int? slice;
    private readonly ArrayOrder? order;

    public PushOperator(BsonValue operand)
    {
        if (operand is not BsonDocument modifiers || !modifiers.Contains("$each"))
        {
            items = [operand];
            return;
        }

        items = ArrayOperators.Operand("$each", modifiers["$each"]);
        foreach (var (name, value) in modifiers)
        {
            switch (name)
            {
                case "$each":
                    break;
                case "$position":
                    position = Whole(name, value);
                    break;
                case "$slice":
                    slice = Whole(name, value);
                    break;
                case "$sort":
                    order = new ArrayOrder(value);
                    break;
                default:
                    throw CommandException.BadValue($"Unrecognized clause in $push: {name}");
            }
        }
    }

    public void Apply(FieldSlot slot, UpdateContext context)
    {
        var array = ArrayOperators.Current(slot, "$push") ?? [];
        var at = position switch
        {
            null => array.Count,
            < 0 => Math.Max(0, array.Count + position.Value),
            _ => Math.Min(position.Value, array.Count),
        };
        foreach (var item in items)
            array.Insert(at++, Copies.Of(item));
        if (order is not null)
            array = order.Sort(array);
        if (slice is { } keep)
            array = new BsonArray(keep >= 0 ? array.Take(keep) : array.TakeLast(-keep));
        slot.Set(array);
    }

    private static int Whole(string name, BsonValue value) => value.IsNumber && value.ToDouble() == Math.Floor(value.ToDouble())
        ? (int)Math.Clamp(value.ToDouble(), -int.MaxValue, int.MaxValue)
        : throw CommandException.BadValue($"The value for {name} must be an integer value but was given type: {TypeNames.Of(value.Type)}");
}
