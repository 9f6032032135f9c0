using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Query;

namespace IbmPlatform.Mongo.Server.Update.Operators;

/// <summary>What the operators on arrays have in common.</summary>
internal static class ArrayOperators
{
    /// <summary>A copy of the array to change; null where the field is absent.</summary>
    public static BsonArray? Current(FieldSlot slot, string name) => slot.Value switch
    {
        null => null,
        BsonArray array => array.Clone(),
        var other => throw CommandException.BadValue(
            $"The field '{slot.Path}' must be an array but is of type {TypeNames.Of(other.Type)}, so {name} cannot be applied"),
    };

    public static BsonArray Operand(string name, BsonValue operand) => operand as BsonArray
        ?? throw CommandException.BadValue($"The argument to {name} must be an array but was of type {TypeNames.Of(operand.Type)}");
}
