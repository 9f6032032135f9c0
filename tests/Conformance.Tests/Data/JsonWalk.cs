using System.Text.Json.Nodes;

namespace IbmPlatform.Conformance.Tests.Data;

/// <summary>Walks over the JSON of a record, whatever its kind.</summary>
internal static class JsonWalk
{
    /// <summary>The node itself and every object below it.</summary>
    public static IEnumerable<JsonObject> Objects(JsonNode? node)
    {
        if (node is JsonObject self)
            yield return self;
        var children = node switch
        {
            JsonObject obj => obj.Select(member => member.Value),
            JsonArray array => array,
            _ => Enumerable.Empty<JsonNode?>(),
        };
        foreach (var child in children.SelectMany(Objects))
            yield return child;
    }

    /// <summary>Every claim of a record and of its parts.</summary>
    public static IEnumerable<JsonObject> Claims(JsonNode record) => Objects(record).SelectMany(OwnClaims);

    /// <summary>The claims that stand on this object itself.</summary>
    public static IEnumerable<JsonObject> OwnClaims(JsonObject owner) =>
        owner["claims"] is JsonArray claims && claims.All(claim => claim is JsonObject) ? claims.Select(claim => claim!.AsObject()) : [];

    public static string? Text(this JsonObject owner, string member) => owner[member]?.GetValue<string>();

    public static bool Flag(this JsonObject owner, string member) => owner[member]?.GetValue<bool>() ?? false;
}
