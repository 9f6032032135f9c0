using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Server.Update;

/// <summary>Copies of values that can be changed.</summary>
internal static class Copies
{
    public static BsonValue Of(BsonValue value) => value switch
    {
        BsonDocument document => document.Clone(),
        BsonArray array => array.Clone(),
        _ => value,
    };
}
