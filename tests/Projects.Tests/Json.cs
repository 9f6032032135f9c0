using System.Text.Json;

namespace IbmPlatform.Projects.Tests;

internal static class Json
{
    /// <summary>Steps down by names and indexes.</summary>
    public static JsonElement At(this JsonElement json, params object[] path) =>
        path.Aggregate(json, (at, step) => step is int index ? at[index] : at.GetProperty((string)step));

    /// <summary>The ids of a list of nodes.</summary>
    public static IEnumerable<string> Ids(this JsonElement nodes) => nodes.EnumerateArray().Select(n => n.GetProperty("id").GetString()!);
}
