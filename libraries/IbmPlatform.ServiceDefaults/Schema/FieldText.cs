using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.ServiceDefaults.Schema;

/// <summary>Shows a stored value to a reader as the API writes it: decimals as strings of digits, instants as RFC 3339, names as in the schema.</summary>
public static class FieldText
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A single value as text, a list or an object as JSON; null for nothing.</summary>
    public static string? Of(BsonValue? value) => value switch
    {
        null or BsonNull => null,
        BsonDocument or BsonArray => ToJson(value)!.ToJsonString(Readable),
        _ => ToJson(value)!.ToString(),
    };

    /// <summary>The same field in two versions: of a list of claims or conflicts only those that differ, for the others are many and say nothing new.</summary>
    internal static (string? Before, string? After) OfBoth(string field, BsonValue? before, BsonValue? after) =>
        field is "claims" or "conflicts" && before is BsonArray old && after is BsonArray now
            ? (Of(Without(old, now)), Of(Without(now, old)))
            : (Of(before), Of(after));

    private static BsonArray? Without(BsonArray items, BsonArray others) =>
        items.Where(item => !others.Contains(item)).ToList() is { Count: > 0 } left ? new BsonArray(left) : null;

    private static JsonNode? ToJson(BsonValue value) => value switch
    {
        BsonDocument document => new JsonObject(document.Where(e => e.Name != "submissions").Select(e => KeyValuePair.Create(
            e.Name == "_id" ? "id" : e.Name,
            e.Name == "sources" && document.Find("submissions") is BsonArray submissions ? ToJson(new BsonArray([.. e.Value.AsArray, .. submissions])) : ToJson(e.Value)))),
        BsonArray array => new JsonArray([.. array.Select(ToJson)]),
        BsonDecimal128 number => number.Value.ToDecimal().ToString(CultureInfo.InvariantCulture),
        BsonDateTime at => SchemaBinderExtensions.FormatDateTime(at.ToDateTimeOffset()),
        BsonInt32 number => number.Value,
        BsonInt64 number => number.Value,
        BsonDouble number => number.Value,
        BsonBoolean truth => truth.Value,
        BsonString text => text.Value,
        BsonNull => null,
        _ => value.ToString(),
    };
}
