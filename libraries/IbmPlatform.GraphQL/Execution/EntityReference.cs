using System.Text.Json;

namespace IbmPlatform.GraphQL.Execution;

/// <summary>A reference to an entity as a federation router sends it in <c>_entities(representations:)</c>.</summary>
public sealed class EntityReference
{
    /// <summary>Wraps a representation; its <c>__typename</c> has been checked by the caller.</summary>
    public EntityReference(string typeName, JsonElement representation)
    {
        TypeName = typeName;
        Representation = representation;
    }

    /// <summary>The entity's type.</summary>
    public string TypeName { get; }

    /// <summary>The whole representation: <c>__typename</c>, key fields and fields that <c>@requires</c> names.</summary>
    public JsonElement Representation { get; }

    /// <summary>A scalar field as text (strings without quotes, numbers and booleans as written); null when absent, null or not a scalar.</summary>
    public string? this[string field] =>
        Representation.TryGetProperty(field, out var value)
            ? value.ValueKind switch
            {
                JsonValueKind.String => value.GetString(),
                JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
                _ => null,
            }
            : null;
}
