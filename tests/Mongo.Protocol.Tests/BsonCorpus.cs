using System.Text.Json;
using IbmPlatform.Testing;

namespace IbmPlatform.Mongo.Protocol.Tests;

/// <summary>The cases of the BSON corpus (MongoDB specifications, source/bson-corpus).</summary>
internal static class BsonCorpus
{
    private const string Folder = "bson-corpus/tests";

    /// <summary>Rows of file, description and the case itself; empty where the corpus is absent.</summary>
    public static IEnumerable<(string File, string Description, JsonElement Case)> Read(string kind)
    {
        if (SharedFiles.Root is null)
            yield break;
        foreach (var path in Directory.EnumerateFiles(Path.Combine(SharedFiles.Root, Folder), "*.json").Order(StringComparer.Ordinal))
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            if (!document.RootElement.TryGetProperty(kind, out var cases))
                continue;
            foreach (var one in cases.EnumerateArray())
                yield return (Path.GetFileName(path), one.GetProperty("description").GetString()!, one.Clone());
        }
    }

    public static void Require() => SharedFiles.Require(Folder);

    /// <summary>The value of "bson_type" in that file: 0x00 there means a whole document.</summary>
    public static string? Text(JsonElement one, string name) => one.TryGetProperty(name, out var value) ? value.GetString() : null;

    public static bool Flag(JsonElement one, string name) => one.TryGetProperty(name, out var value) && value.GetBoolean();
}
