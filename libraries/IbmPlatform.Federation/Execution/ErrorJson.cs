using System.Text.Json;
using IbmPlatform.GraphQL.Diagnostics;
using IbmPlatform.GraphQL.Errors;

namespace IbmPlatform.Federation.Execution;

/// <summary>Errors as the response format has them (specification, "Errors").</summary>
internal static class ErrorJson
{
    public static void Write(IReadOnlyList<GraphQLError> errors, AnswerBuffer output)
    {
        GraphQLDiagnostics.CountErrors(errors);
        using var writer = new Utf8JsonWriter(output, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        writer.WriteStartArray();
        foreach (var error in errors) Write(error, writer);
        writer.WriteEndArray();
    }

    private static void Write(GraphQLError error, Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("message", error.Message);
        if (error.Locations.Count > 0)
        {
            writer.WriteStartArray("locations");
            foreach (var location in error.Locations)
            {
                writer.WriteStartObject();
                writer.WriteNumber("line", location.Line);
                writer.WriteNumber("column", location.Column);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        if (error.Path is { } path)
        {
            writer.WriteStartArray("path");
            foreach (var segment in path) Write(segment, writer);
            writer.WriteEndArray();
        }

        if (error.Extensions is { Count: > 0 } extensions)
        {
            writer.WriteStartObject("extensions");
            foreach (var (name, value) in extensions)
            {
                writer.WritePropertyName(name);
                Write(value, writer);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static void Write(object? value, Utf8JsonWriter writer)
    {
        switch (value)
        {
            case string text: writer.WriteStringValue(text); break;
            case int number: writer.WriteNumberValue(number); break;
            case JsonElement element: element.WriteTo(writer); break;
            default: JsonSerializer.Serialize(writer, value); break;
        }
    }
}
