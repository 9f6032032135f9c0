using System.Buffers;
using System.Text.Json;

namespace IbmPlatform.GraphQL.Costs;

/// <summary>The estimate in an answer's <c>extensions</c>, for clients that ask for it with the same member in their request's.</summary>
public static class CostReport
{
    /// <summary>Whether a request's <c>extensions</c> hold <c>"cost": true</c>.</summary>
    public static bool IsAsked(JsonElement extensions) =>
        extensions.ValueKind == JsonValueKind.Object && extensions.TryGetProperty("cost"u8, out var asked) && asked.ValueKind == JsonValueKind.True;

    /// <summary>Writes the member <c>"extensions"</c> with the estimate and its limits.</summary>
    public static void Write(CostEstimate estimate, CostOptions options, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(options);
        output.Write("\"extensions\":"u8);
        using var json = new Utf8JsonWriter(output);
        json.WriteStartObject();
        json.WriteStartObject("cost"u8);
        json.WriteNumber("typeCost"u8, estimate.TypeCost);
        json.WriteNumber("fieldCost"u8, estimate.FieldCost);
        json.WriteNumber("maxTypeCost"u8, options.MaxTypeCost);
        json.WriteNumber("maxFieldCost"u8, options.MaxFieldCost);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
