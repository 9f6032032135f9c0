using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Client.Mapping;

internal sealed class NullableCodec<T> : Codec<T?> where T : struct
{
    private readonly Codec<T> inner = (Codec<T>)Codecs.OfType(typeof(T));

    public override T? Read(in BsonReader reader) => reader.Type == BsonType.Null ? null : inner.Read(in reader);

    public override void Write(BsonWriter writer, string name, T? value) => inner.Write(writer, name, value!.Value);
}
