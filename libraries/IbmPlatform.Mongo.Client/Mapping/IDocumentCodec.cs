using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Client.Mapping;

/// <summary>Reads and writes values of a type that is a document.</summary>
internal interface IDocumentCodec<T>
{
    /// <summary>Whether the value brings its own <c>_id</c>.</summary>
    bool HasId(T value);

    /// <summary>Writes the elements between a document's start and end.</summary>
    void WriteElements(BsonWriter writer, T value);

    /// <summary>Reads a whole document.</summary>
    T ReadDocument(BsonReader reader);
}
