namespace IbmPlatform.Mongo.Protocol;

/// <summary>Builds object trees from bytes.</summary>
internal static class BsonMaterialiser
{
    public static BsonDocument ReadDocument(BsonReader reader)
    {
        var document = new BsonDocument();
        while (reader.Read())
            document.Add(reader.GetName(), ReadValue(in reader));
        return document;
    }

    public static BsonValue ReadValue(in BsonReader reader) => reader.Type switch
    {
        BsonType.Double => reader.GetDouble(),
        BsonType.String => reader.GetString(),
        BsonType.Document => ReadDocument(reader.GetNested()),
        BsonType.Array => ReadArray(reader.GetNested()),
        BsonType.Binary => ReadBinary(in reader),
        BsonType.Undefined => BsonUndefined.Value,
        BsonType.ObjectId => reader.GetObjectId(),
        BsonType.Boolean => reader.GetBoolean(),
        BsonType.DateTime => new BsonDateTime(reader.GetDateTime()),
        BsonType.Null => BsonNull.Value,
        BsonType.Regex => ReadRegex(in reader),
        BsonType.DbPointer => ReadDbPointer(in reader),
        BsonType.JavaScript => new BsonJavaScript(reader.GetString()),
        BsonType.Symbol => new BsonSymbol(reader.GetString()),
        BsonType.JavaScriptWithScope => ReadCode(in reader),
        BsonType.Int32 => reader.GetInt32(),
        BsonType.Timestamp => new BsonTimestamp(reader.GetTimestamp()),
        BsonType.Int64 => reader.GetInt64(),
        BsonType.Decimal128 => reader.GetDecimal128(),
        BsonType.MinKey => BsonMinKey.Value,
        BsonType.MaxKey => BsonMaxKey.Value,
        _ => throw new BsonException("The reader stands on no element: call Read first."),
    };

    private static BsonArray ReadArray(BsonReader reader)
    {
        var array = new BsonArray();
        while (reader.Read())
            array.Add(ReadValue(in reader));
        return array;
    }

    private static BsonBinary ReadBinary(in BsonReader reader)
    {
        var bytes = reader.GetBinary(out var subtype);
        return new BsonBinary(bytes.ToArray(), subtype);
    }

    private static BsonRegex ReadRegex(in BsonReader reader)
    {
        var (pattern, options) = reader.GetRegex();
        return new BsonRegex(pattern, options);
    }

    private static BsonDbPointer ReadDbPointer(in BsonReader reader)
    {
        var (collection, id) = reader.GetDbPointer();
        return new BsonDbPointer(collection, id);
    }

    private static BsonJavaScriptWithScope ReadCode(in BsonReader reader)
    {
        var code = reader.GetJavaScriptWithScope(out var scope);
        return new BsonJavaScriptWithScope(code, ReadDocument(scope));
    }
}
