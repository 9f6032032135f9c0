using System.Buffers;
using System.Collections;
using System.Text.Encodings.Web;
using System.Text.Json;
using IbmPlatform.GraphQL.Diagnostics;
using IbmPlatform.GraphQL.Errors;

namespace IbmPlatform.GraphQL.Execution.Running;

/// <summary>Writes errors in the response format (spec 7.1.6); each gets the request's trace id.</summary>
internal static class ErrorWriter
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(IReadOnlyList<GraphQLError> errors, RequestContext context, IBufferWriter<byte> output)
    {
        using var json = new Utf8JsonWriter(output, Options);
        Write(errors, context, json);
    }

    public static void Write(IReadOnlyList<GraphQLError> errors, RequestContext context, Utf8JsonWriter json)
    {
        GraphQLDiagnostics.CountErrors(errors);
        json.WriteStartArray();
        foreach (var error in errors) Write(error, context, json);
        json.WriteEndArray();
    }

    private static void Write(GraphQLError error, RequestContext context, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("message"u8, error.Message);
        if (error.Locations.Count > 0)
        {
            json.WriteStartArray("locations"u8);
            foreach (var location in error.Locations)
            {
                json.WriteStartObject();
                json.WriteNumber("line"u8, location.Line);
                json.WriteNumber("column"u8, location.Column);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        if (error.Path is not null)
        {
            json.WritePropertyName("path"u8);
            WriteValue(error.Path, json);
        }

        json.WriteStartObject("extensions"u8);
        foreach (var (name, value) in error.Extensions ?? new Dictionary<string, object?>())
        {
            json.WritePropertyName(name);
            WriteValue(value, json);
        }

        json.WriteString("traceId"u8, context.TraceId);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteValue(object? value, Utf8JsonWriter json)
    {
        switch (value)
        {
            case null: json.WriteNullValue(); break;
            case string text: json.WriteStringValue(text); break;
            case bool boolean: json.WriteBooleanValue(boolean); break;
            case int number: json.WriteNumberValue(number); break;
            case long number: json.WriteNumberValue(number); break;
            case double number: json.WriteNumberValue(number); break;
            case decimal number: json.WriteNumberValue(number); break;
            case JsonElement element: element.WriteTo(json); break;
            case IReadOnlyDictionary<string, object?> members:
                json.WriteStartObject();
                foreach (var (name, member) in members)
                {
                    json.WritePropertyName(name);
                    WriteValue(member, json);
                }

                json.WriteEndObject();
                break;
            case IEnumerable items:
                json.WriteStartArray();
                foreach (var item in items) WriteValue(item, json);
                json.WriteEndArray();
                break;
            default: json.WriteStringValue(value.ToString()); break;
        }
    }
}
