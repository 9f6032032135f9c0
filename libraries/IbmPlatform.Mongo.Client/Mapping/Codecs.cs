using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Client.Mapping;

/// <summary>Finds the codec of a type; each is built once.</summary>
internal static class Codecs
{
    public static IDocumentCodec<T> ForDocument<T>() => throw new NotSupportedException(typeof(T).Name);

    public static T ReadElement<T>(in BsonReader reader) => throw new NotSupportedException(typeof(T).Name);

    public static BsonValue ToBson<T>(T value) => throw new NotSupportedException(typeof(T).Name);

    public static T FromBson<T>(BsonValue value) => throw new NotSupportedException(typeof(T).Name);
}
