using IbmPlatform.Mongo.Client.Mapping;
using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Client;

/// <summary>
/// Maps values to BSON as collections do: camelCase names, <c>Id</c> as <c>_id</c>, enums in SCREAMING_SNAKE, null members left out.
/// </summary>
public static class BsonMapper
{
    /// <summary>The value as BSON: for updates such as <c>$push</c> of a record.</summary>
    public static BsonValue ToBson<T>(T value) => Codecs.ToBson(value);

    /// <summary>A record as a document.</summary>
    public static BsonDocument ToDocument<T>(T value) => ToBson(value).AsDocument;

    /// <summary>The value read from BSON.</summary>
    /// <exception cref="MongoMappingException">It does not fit the type.</exception>
    public static T FromBson<T>(BsonValue value) => Codecs.FromBson<T>(value);
}
