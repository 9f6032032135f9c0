namespace IbmPlatform.Mongo.Server.Update.Operators;

/// <summary><c>$unset</c>: removes a field; an array's element becomes null.</summary>
internal sealed class UnsetOperator : IUpdateOperator
{
    public void Apply(FieldSlot slot, UpdateContext context) => slot.Remove();
}
