using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Client.Mapping;

/// <summary>A document that stays one.</summary>
internal sealed class RawDocumentCodec : Codec<BsonDocument>, IDocumentCodec<BsonDocument>
{
    public static RawDocumentCodec Instance { get; } = new();

    public bool HasId(BsonDocument value) => value.Contains("_id");

    public override BsonDocument Read(in BsonReader reader) =>
        reader.Type == BsonType.Document ? ReadDocument(reader.GetNested()) : throw Mismatch(in reader, "a document");

    public override void Write(BsonWriter writer, string name, BsonDocument value) => writer.WriteValue(name, value);

    public BsonDocument ReadDocument(BsonReader reader)
    {
        var document = new BsonDocument();
        while (reader.Read())
            document.Add(reader.GetName(), reader.GetValue());
        return document;
    }

    public void WriteElements(BsonWriter writer, BsonDocument value)
    {
        foreach (var element in value)
            writer.WriteValue(element.Name, element.Value);
    }
}
