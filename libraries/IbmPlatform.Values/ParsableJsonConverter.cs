using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace IbmPlatform.Values;

/// <summary>A value that is one string in JSON: read by its own <c>Parse</c>, written by its <c>ToString</c>.</summary>
public sealed class ParsableJsonConverter<T> : JsonConverter<T>
    where T : struct, IParsable<T>
{
    /// <inheritdoc />
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String)
            throw new JsonException($"A {typeof(T).Name} is a string, not {reader.TokenType}.");
        var text = reader.GetString()!;
        return T.TryParse(text, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw new JsonException($"\"{text}\" is no {typeof(T).Name}.");
    }

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
