using System.Runtime.InteropServices;
using System.Text.Json;
using IbmPlatform.Federation.Planning;

namespace IbmPlatform.Federation.Execution;

/// <summary>Copies leaf values, checked against their types (specification, "Result Coercion").</summary>
internal static class LeafJson
{
    /// <summary>Writes the value, or nothing and returns false when the type does not allow it.</summary>
    public static bool Write(ValueShape shape, JsonElement value, AnswerBuffer output)
    {
        switch (shape.Leaf)
        {
            case LeafKind.Id when value.ValueKind == JsonValueKind.Number:
                // ID is serialised as a string, even where a subgraph sends a number.
                output.Write((byte)'"');
                output.Write(JsonMarshal.GetRawUtf8Value(value));
                output.Write((byte)'"');
                return true;
            case LeafKind.Enum when value.ValueKind != JsonValueKind.String || !shape.Type.AccessibleValues!.Contains(value.GetString()!):
            case LeafKind.Int when value.ValueKind != JsonValueKind.Number || !value.TryGetInt32(out _):
            case LeafKind.Float when value.ValueKind != JsonValueKind.Number:
            case LeafKind.String or LeafKind.Id when value.ValueKind != JsonValueKind.String:
            case LeafKind.Boolean when value.ValueKind is not (JsonValueKind.True or JsonValueKind.False):
                return false;
            default:
                output.Write(JsonMarshal.GetRawUtf8Value(value));
                return true;
        }
    }
}
