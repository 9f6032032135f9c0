using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Server.Update.Operators;

/// <summary><c>$currentDate</c>: the server's clock, as a date or a timestamp.</summary>
internal sealed class CurrentDateOperator : IUpdateOperator
{
    private readonly bool asTimestamp;

    public CurrentDateOperator(BsonValue operand) => asTimestamp = operand switch
    {
        BsonBoolean => false,
        BsonDocument { Count: 1 } type when type.Find("$type") is BsonString { Value: "date" or "timestamp" } name => name.Value == "timestamp",
        _ => throw CommandException.BadValue($"The argument of $currentDate is a boolean, or {{$type: 'date'}} or {{$type: 'timestamp'}}; not {operand}"),
    };

    public void Apply(FieldSlot slot, UpdateContext context) =>
        slot.Set(asTimestamp ? new BsonTimestamp((uint)context.Now.ToUnixTimeSeconds(), 1) : (BsonValue)context.Now);
}
