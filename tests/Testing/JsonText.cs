using System.Text.Json;

namespace IbmPlatform.Testing;

/// <summary>Short ways to look into an answer.</summary>
public static class JsonText
{
    /// <summary>The value at a path of members and indexes, as in <c>projects.nodes[0].id</c>.</summary>
    public static JsonElement At(this JsonElement json, string path)
    {
        foreach (var step in path.Split('.', '[', ']').Where(step => step.Length > 0))
            json = int.TryParse(step, out var index) ? json[index] : json.GetProperty(step);
        return json;
    }

    /// <summary>One member of each item of the list at a path; null where an item has null.</summary>
    public static IReadOnlyList<string?> All(this JsonElement json, string path, string member) =>
        [.. json.At(path).EnumerateArray().Select(item => item.At(member)).Select(value => value.ValueKind == JsonValueKind.Null ? null : value.ToString())];
}
