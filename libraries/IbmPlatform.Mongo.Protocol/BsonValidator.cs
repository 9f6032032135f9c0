namespace IbmPlatform.Mongo.Protocol;

/// <summary>Checks every byte of a document without building objects.</summary>
public static class BsonValidator
{
    /// <summary>Throws at the first fault.</summary>
    /// <exception cref="BsonException">What is wrong.</exception>
    public static void Validate(ReadOnlySpan<byte> document) => Validate(new BsonReader(document));

    private static void Validate(BsonReader reader)
    {
        while (reader.Read())
        {
            Utf8(reader.Name);
            switch (reader.Type)
            {
                case BsonType.String or BsonType.Symbol or BsonType.JavaScript:
                    Utf8(reader.GetUtf8());
                    break;
                case BsonType.Document or BsonType.Array:
                    Validate(reader.GetNested());
                    break;
                case BsonType.Boolean:
                    _ = reader.GetBoolean();
                    break;
                case BsonType.Binary:
                    _ = reader.GetBinary(out _);
                    break;
                case BsonType.Regex:
                    _ = reader.GetRegex();
                    break;
                case BsonType.DbPointer:
                    _ = reader.GetDbPointer();
                    break;
                case BsonType.JavaScriptWithScope:
                    _ = reader.GetJavaScriptWithScope(out var scope);
                    Validate(scope);
                    break;
                default:
                    break;
            }
        }
    }

    private static void Utf8(ReadOnlySpan<byte> text)
    {
        if (!System.Text.Unicode.Utf8.IsValid(text))
            throw new BsonException("A string is no valid UTF-8.");
    }
}
