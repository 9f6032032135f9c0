using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace IbmPlatform.Mongo.Protocol;

/// <summary>Writes Extended JSON v2.</summary>
internal static class ExtendedJsonWriter
{
    // Four wrappers deep at most beyond the document's own depth.
    private static readonly JsonWriterOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = BsonLimits.MaxDepth + 8,
        SkipValidation = true,
    };

    public static string Write(BsonValue value, bool canonical)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Options))
            WriteValue(json, value, canonical);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void WriteValue(Utf8JsonWriter json, BsonValue value, bool canonical)
    {
        switch (value)
        {
            case BsonDocument document:
                WriteDocument(json, document, canonical);
                break;
            case BsonArray array:
                json.WriteStartArray();
                foreach (var item in array)
                    WriteValue(json, item, canonical);
                json.WriteEndArray();
                break;
            case BsonString text:
                json.WriteStringValue(text.Value);
                break;
            case BsonBoolean boolean:
                json.WriteBooleanValue(boolean.Value);
                break;
            case BsonNull:
                json.WriteNullValue();
                break;
            case BsonInt32 or BsonInt64 or BsonDouble:
                WriteNumber(json, value, canonical);
                break;
            case BsonDateTime date:
                WriteDate(json, date, canonical);
                break;
            default:
                WriteWrapped(json, value, canonical);
                break;
        }
    }

    private static void WriteDocument(Utf8JsonWriter json, BsonDocument document, bool canonical)
    {
        json.WriteStartObject();
        foreach (var element in document)
        {
            json.WritePropertyName(element.Name);
            WriteValue(json, element.Value, canonical);
        }
        json.WriteEndObject();
    }

    private static void WriteNumber(Utf8JsonWriter json, BsonValue value, bool canonical)
    {
        var (name, text) = value switch
        {
            BsonInt32 i => ("$numberInt", i.Value.ToString(CultureInfo.InvariantCulture)),
            BsonInt64 l => ("$numberLong", l.Value.ToString(CultureInfo.InvariantCulture)),
            _ => ("$numberDouble", DoubleText(value.AsDouble)),
        };
        if (canonical || value is BsonDouble { Value: var d } && !double.IsFinite(d))
            WriteWrapper(json, name, text);
        else
            json.WriteRawValue(text, skipInputValidation: true);
    }

    /// <summary>A double always shows that it is one: 1 is written 1.0.</summary>
    private static string DoubleText(double value)
    {
        var text = value.ToString("R", CultureInfo.InvariantCulture);
        return double.IsFinite(value) && !text.Contains('.') && !text.Contains('E') ? text + ".0" : text;
    }

    /// <summary>Relaxed form has a date as text within the years 1970 to 9999 only.</summary>
    private static void WriteDate(Utf8JsonWriter json, BsonDateTime date, bool canonical)
    {
        json.WriteStartObject();
        json.WritePropertyName("$date");
        if (!canonical && date.MillisecondsSinceEpoch is >= 0 and < 253402300800000)
        {
            var format = date.MillisecondsSinceEpoch % 1000 == 0 ? "yyyy-MM-dd'T'HH:mm:ss'Z'" : "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
            json.WriteStringValue(date.ToDateTimeOffset().ToString(format, CultureInfo.InvariantCulture));
        }
        else
        {
            WriteWrapper(json, "$numberLong", date.MillisecondsSinceEpoch.ToString(CultureInfo.InvariantCulture));
        }
        json.WriteEndObject();
    }

    private static void WriteWrapped(Utf8JsonWriter json, BsonValue value, bool canonical)
    {
        json.WriteStartObject();
        switch (value)
        {
            case BsonObjectId id:
                json.WriteString("$oid", id.Value.ToString());
                break;
            case BsonDecimal128 number:
                json.WriteString("$numberDecimal", number.Value.ToString());
                break;
            case BsonSymbol symbol:
                json.WriteString("$symbol", symbol.Value);
                break;
            case BsonJavaScript code:
                json.WriteString("$code", code.Value);
                break;
            case BsonJavaScriptWithScope code:
                json.WriteString("$code", code.Code);
                json.WritePropertyName("$scope");
                WriteDocument(json, code.Scope, canonical);
                break;
            case BsonUndefined:
                json.WriteBoolean("$undefined", true);
                break;
            case BsonMinKey:
                json.WriteNumber("$minKey", 1);
                break;
            case BsonMaxKey:
                json.WriteNumber("$maxKey", 1);
                break;
            default:
                WriteNested(json, value);
                break;
        }
        json.WriteEndObject();
    }

    private static void WriteNested(Utf8JsonWriter json, BsonValue value)
    {
        switch (value)
        {
            case BsonBinary binary:
                json.WriteStartObject("$binary");
                json.WriteBase64String("base64", binary.Bytes.Span);
                json.WriteString("subType", binary.Subtype.ToString("x2", CultureInfo.InvariantCulture));
                break;
            case BsonRegex regex:
                json.WriteStartObject("$regularExpression");
                json.WriteString("pattern", regex.Pattern);
                json.WriteString("options", regex.Options);
                break;
            case BsonTimestamp timestamp:
                json.WriteStartObject("$timestamp");
                json.WriteNumber("t", timestamp.Seconds);
                json.WriteNumber("i", timestamp.Increment);
                break;
            case BsonDbPointer pointer:
                json.WriteStartObject("$dbPointer");
                json.WriteString("$ref", pointer.Collection);
                json.WritePropertyName("$id");
                WriteWrapper(json, "$oid", pointer.Id.ToString());
                break;
            default:
                throw new BsonException($"{value.Type} has no Extended JSON form.");
        }
        json.WriteEndObject();
    }

    private static void WriteWrapper(Utf8JsonWriter json, string name, string text)
    {
        json.WriteStartObject();
        json.WriteString(name, text);
        json.WriteEndObject();
    }
}
