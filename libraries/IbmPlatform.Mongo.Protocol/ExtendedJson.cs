namespace IbmPlatform.Mongo.Protocol;

/// <summary>MongoDB Extended JSON v2.</summary>
public static class ExtendedJson
{
    /// <summary>Writes a value.</summary>
    public static string Write(BsonValue value, bool canonical = false) => throw new NotSupportedException();
}
