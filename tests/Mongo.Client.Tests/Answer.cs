using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Client.Tests;

/// <summary>What a <see cref="ScriptedServer"/> does with a command.</summary>
internal sealed record Answer(BsonDocument? Document, bool Half = false, TimeSpan Delay = default)
{
    /// <summary>Closes the connection instead of answering.</summary>
    public static Answer Drop() => new((BsonDocument?)null);

    /// <summary>Sends half of an answer, then closes.</summary>
    public static Answer HalfOf(Answer whole) => whole with { Half = true };

    public static Answer Ok(params BsonElement[] elements) => new(new BsonDocument(elements).Add("ok", 1.0));

    public Answer With(string name, BsonValue value) => this with { Document = Document!.Clone().Add(name, value) };

    public static Answer Written(int count) => Ok(new BsonElement("n", count), new BsonElement("nModified", count));

    public static Answer Error(MongoErrorCode code, string message, params string[] labels) => new(new BsonDocument
    {
        ["ok"] = 0.0,
        ["errmsg"] = message,
        ["code"] = code.Code,
        ["codeName"] = code.Name,
        ["errorLabels"] = new BsonArray(labels.Select(l => (BsonValue)l)),
    });

    public static Answer Cursor(long id, bool first, params BsonDocument[] documents) => Ok(new BsonElement("cursor", new BsonDocument
    {
        ["id"] = id,
        ["ns"] = "test.things",
        [first ? "firstBatch" : "nextBatch"] = new BsonArray(documents),
    }));
}
