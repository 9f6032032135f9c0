using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Server.Update;

/// <summary>One operator on one path.</summary>
internal interface IUpdateOperator
{
    void Apply(FieldSlot slot, UpdateContext context);

    /// <summary>A second path that the operator writes; null for most.</summary>
    string? OtherPath => null;

    /// <summary>Called with the whole document where the operator needs more than its own place.</summary>
    void Apply(FieldSlot slot, BsonDocument document, UpdateContext context) => Apply(slot, context);
}
