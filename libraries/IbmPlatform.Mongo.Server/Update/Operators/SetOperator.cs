using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Server.Update.Operators;

/// <summary><c>$set</c>, and <c>$setOnInsert</c> where only an insert is to be changed.</summary>
internal sealed class SetOperator(BsonValue value, bool onInsertOnly) : IUpdateOperator
{
    public void Apply(FieldSlot slot, UpdateContext context)
    {
        // A copy, for one update can set many documents and later operators write into them.
        if (!onInsertOnly || context.IsInsert)
            slot.Set(Copies.Of(value));
    }
}
