namespace IbmPlatform.Mongo.Protocol;

/// <summary>MongoDB Extended JSON v2: canonical keeps every type, relaxed reads as plain JSON where no type is in doubt.</summary>
public static class ExtendedJson
{
    /// <summary>Writes a value.</summary>
    public static string Write(BsonValue value, bool canonical = false) => ExtendedJsonWriter.Write(value, canonical);

    /// <summary>Reads a document in canonical, relaxed or mixed form.</summary>
    /// <exception cref="BsonException">The text is no JSON, or a type wrapper in it is malformed.</exception>
    public static BsonDocument Parse(string json) => ExtendedJsonReader.Parse(json) as BsonDocument
        ?? throw new BsonException("Extended JSON of a document starts with '{' and is no type wrapper.");

    /// <summary>Reads any value.</summary>
    /// <exception cref="BsonException">The text is no JSON, or a type wrapper in it is malformed.</exception>
    public static BsonValue ParseValue(string json) => ExtendedJsonReader.Parse(json);
}
