using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Client.Commands;

/// <summary>A command given as a document.</summary>
internal sealed class DocumentCommand(string database, BsonDocument document, CommandKind kind, string? collection = null, bool takesWriteConcern = false)
    : Command(database, document[0].Name, collection, kind)
{
    public override bool TakesWriteConcern => takesWriteConcern;

    public override bool TakesReadConcern => Name == "distinct";

    /// <summary>Unless the caller says which.</summary>
    public override bool TakesSession => !document.Contains("lsid");

    public override bool TakesMaxTime => !document.Contains("maxTimeMS");

    public override void WriteFields(BsonWriter writer)
    {
        foreach (var element in document)
            writer.WriteValue(element.Name, element.Value);
    }
}
