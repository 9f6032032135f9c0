using System.Text.Json;
using IbmPlatform.Federation.Supergraphs;

namespace IbmPlatform.Federation.Execution;

/// <summary>Reads an object's type from its <c>__typename</c>.</summary>
internal static class ElementType
{
    public static SupergraphType? Of(JsonElement element, Supergraph supergraph) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty("__typename"u8, out var name) && name.ValueKind == JsonValueKind.String
            ? supergraph.Types.GetValueOrDefault(name.GetString()!)
            : null;
}
