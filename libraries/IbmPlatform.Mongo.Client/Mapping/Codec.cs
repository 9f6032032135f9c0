using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Client.Mapping;

/// <summary>Reads and writes values of one type, without boxing.</summary>
internal abstract class Codec<T>
{
    /// <summary>Reads the reader's current element, which is not null.</summary>
    public abstract T Read(in BsonReader reader);

    /// <summary>Writes the value, which is not null, under that name.</summary>
    public abstract void Write(BsonWriter writer, string name, T value);

    /// <summary>Whether the member is left out of its document.</summary>
    public virtual bool IsAbsent(T value) => value is null;

    protected static MongoMappingException Mismatch(in BsonReader reader, string expected) =>
        new($"Element '{reader.GetName()}' is of type {reader.Type}; {typeof(T).Name} reads {expected}.");
}
