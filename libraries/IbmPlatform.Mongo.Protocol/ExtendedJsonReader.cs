using System.Globalization;
using System.Text.Json;

namespace IbmPlatform.Mongo.Protocol;

/// <summary>Reads Extended JSON v2. An object whose key is a type wrapper's must be exactly that wrapper; any other stays a document.</summary>
internal static class ExtendedJsonReader
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 2 * BsonLimits.MaxDepth };

    public static BsonValue Parse(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, Options);
            return Read(document.RootElement, depth: 0);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or OverflowException
            || fault is FormatException and not BsonException)
        {
            throw new BsonException("No Extended JSON: " + fault.Message, fault);
        }
    }

    private static BsonValue Read(JsonElement json, int depth)
    {
        if (depth > BsonLimits.MaxDepth)
            throw new BsonException($"The document nests deeper than {BsonLimits.MaxDepth} levels.");
        return json.ValueKind switch
        {
            JsonValueKind.Object => ReadObject(json, depth),
            JsonValueKind.Array => new BsonArray(json.EnumerateArray().Select(item => Read(item, depth + 1))),
            JsonValueKind.String => json.GetString(),
            JsonValueKind.Number => ReadNumber(json),
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => BsonNull.Value,
        };
    }

    /// <summary>Whole numbers take the smallest type that holds them; all others are doubles.</summary>
    private static BsonValue ReadNumber(JsonElement json)
    {
        if (json.TryGetInt32(out var small) && (small != 0 || !json.GetRawText().StartsWith('-')))
            return small;
        if (json.TryGetInt64(out var large) && large != 0)
            return large;
        return json.GetDouble();
    }

    private static BsonValue ReadObject(JsonElement json, int depth)
    {
        foreach (var property in json.EnumerateObject())
        {
            if (property.Name.StartsWith('$') && ReadWrapper(json, property, depth) is { } value)
                return value;
        }
        var document = new BsonDocument();
        foreach (var property in json.EnumerateObject())
        {
            if (property.Name.Contains('\0'))
                throw new BsonException("A name cannot hold U+0000, which ends it on the wire.");
            document.Add(property.Name, Read(property.Value, depth + 1));
        }
        return document;
    }

    private static BsonValue? ReadWrapper(JsonElement json, JsonProperty property, int depth)
    {
        var value = property.Value;
        return property.Name switch
        {
            "$code" => ReadCode(json, depth),
            "$oid" => ObjectId.Parse(Only(json, property)),
            "$symbol" => new BsonSymbol(Only(json, property)),
            "$numberInt" => int.Parse(Only(json, property), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture),
            "$numberLong" => long.Parse(Only(json, property), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture),
            "$numberDouble" => ReadDouble(Only(json, property)),
            "$numberDecimal" => Decimal128.Parse(Only(json, property)),
            "$binary" => ReadBinary(json, property),
            "$uuid" => ReadUuid(Only(json, property)),
            "$date" => ReadDate(json, property),
            "$timestamp" => ReadTimestamp(Fields(json, property, "t", "i"), value),
            "$regularExpression" => ReadRegex(Fields(json, property, "pattern", "options"), value),
            "$dbPointer" => ReadDbPointer(Fields(json, property, "$ref", "$id"), value),
            "$minKey" => One(json, property, BsonMinKey.Value),
            "$maxKey" => One(json, property, BsonMaxKey.Value),
            "$undefined" => Single(json, property) && value.ValueKind == JsonValueKind.True ? BsonUndefined.Value : throw Malformed(property),
            _ => null,
        };
    }

    private static BsonValue ReadDouble(string text) => text switch
    {
        "Infinity" => double.PositiveInfinity,
        "-Infinity" => double.NegativeInfinity,
        "NaN" => double.NaN,
        _ => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture),
    };

    private static BsonValue ReadCode(JsonElement json, int depth)
    {
        var code = json.GetProperty("$code");
        var scoped = json.TryGetProperty("$scope", out var scope);
        if (code.ValueKind != JsonValueKind.String || json.GetPropertyCount() != (scoped ? 2 : 1)
            || scoped && scope.ValueKind != JsonValueKind.Object)
            throw new BsonException("$code is a string, alone or beside $scope, which is a document.");
        return scoped
            ? new BsonJavaScriptWithScope(code.GetString()!, Read(scope, depth + 1).AsDocument)
            : new BsonJavaScript(code.GetString()!);
    }

    private static BsonBinary ReadBinary(JsonElement json, JsonProperty property)
    {
        var fields = Fields(json, property, "base64", "subType");
        var subtype = byte.Parse(Text(fields, "subType"), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        return new BsonBinary(Convert.FromBase64String(Text(fields, "base64")), subtype);
    }

    private static BsonBinary ReadUuid(string text) =>
        new(Guid.ParseExact(text, "D").ToByteArray(bigEndian: true), BsonBinary.Uuid);

    private static BsonDateTime ReadDate(JsonElement json, JsonProperty property)
    {
        if (!Single(json, property))
            throw Malformed(property);
        if (property.Value.ValueKind == JsonValueKind.String)
        {
            var moment = DateTimeOffset.Parse(
                property.Value.GetString()!, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
            return new BsonDateTime(moment.ToUnixTimeMilliseconds());
        }
        return property.Value.ValueKind == JsonValueKind.Object && Read(property.Value, depth: 1) is BsonInt64 milliseconds
            ? new BsonDateTime(milliseconds.Value)
            : throw Malformed(property);
    }

    private static BsonTimestamp ReadTimestamp(JsonElement fields, JsonElement value) =>
        new(fields.GetProperty("t").GetUInt32(), value.GetProperty("i").GetUInt32());

    private static BsonRegex ReadRegex(JsonElement fields, JsonElement value) => new(Text(fields, "pattern"), Text(value, "options"));

    private static BsonDbPointer ReadDbPointer(JsonElement fields, JsonElement value) =>
        new(Text(fields, "$ref"), Read(value.GetProperty("$id"), depth: 1).AsObjectId);

    private static BsonValue One(JsonElement json, JsonProperty property, BsonValue value) =>
        Single(json, property) && property.Value.ValueKind == JsonValueKind.Number && property.Value.TryGetInt32(out var one) && one == 1
            ? value
            : throw Malformed(property);

    private static string Only(JsonElement json, JsonProperty property) =>
        Single(json, property) && property.Value.ValueKind == JsonValueKind.String ? property.Value.GetString()! : throw Malformed(property);

    /// <summary>The wrapper's object, which has exactly the two fields named.</summary>
    private static JsonElement Fields(JsonElement json, JsonProperty property, string first, string second)
    {
        var value = property.Value;
        return Single(json, property) && value.ValueKind == JsonValueKind.Object && value.GetPropertyCount() == 2
            && value.TryGetProperty(first, out _) && value.TryGetProperty(second, out _)
            ? value
            : throw Malformed(property);
    }

    private static string Text(JsonElement json, string name) =>
        json.GetProperty(name) is { ValueKind: JsonValueKind.String } text
            ? text.GetString()!
            : throw new BsonException($"'{name}' of an Extended JSON wrapper is no string.");

    private static bool Single(JsonElement json, JsonProperty property) => json.GetPropertyCount() == 1 && property.Name.Length > 0;

    private static BsonException Malformed(JsonProperty property) =>
        new($"'{property.Name}' is malformed: {property.Value.GetRawText()}, or stands beside other keys.");
}
