using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Query.Execution;

namespace IbmPlatform.Mongo.Server.Update.Operators;

/// <summary><c>$addToSet</c>: appends what is not there yet.</summary>
internal sealed class AddToSetOperator : IUpdateOperator
{
    private readonly BsonArray items;

    public AddToSetOperator(BsonValue operand)
    {
        if (operand is not BsonDocument modifiers || !modifiers.Contains("$each"))
            items = [operand];
        else if (modifiers.Count > 1)
            throw CommandException.BadValue($"Found unexpected fields after $each in $addToSet: {operand}");
        else
            items = ArrayOperators.Operand("$each", modifiers["$each"]);
    }

    public void Apply(FieldSlot slot, UpdateContext context)
    {
        var array = ArrayOperators.Current(slot, "$addToSet") ?? [];
        var known = new HashSet<BsonValue>(array, BsonComparer.Instance);
        foreach (var item in items)
        {
            Work.Step();
            if (known.Add(item))
                array.Add(Copies.Of(item));
        }

        slot.Set(array);
    }
}
