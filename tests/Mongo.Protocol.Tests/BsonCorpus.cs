using System.Text.Json;
using IbmPlatform.Testing;

namespace IbmPlatform.Mongo.Protocol.Tests;

/// <summary>The cases of the BSON corpus (MongoDB specifications, source/bson-corpus), a file at a time.</summary>
internal static class BsonCorpus
{
    private const string Folder = "bson-corpus/tests";

    /// <summary>The files that have cases of that kind; one placeholder where the corpus is absent, so that the test can say so.</summary>
    public static IEnumerable<TheoryDataRow<string>> Files(string kind)
    {
        if (SharedFiles.Root is null)
            return [new TheoryDataRow<string>("array.json")];
        return Directory.EnumerateFiles(Path.Combine(SharedFiles.Root, Folder), "*.json").Order(StringComparer.Ordinal)
            .Select(path => Path.GetFileName(path))
            .Where(file => Cases(file, kind).Count > 0)
            .Select(file => new TheoryDataRow<string>(file));
    }

    public static IReadOnlyList<JsonElement> Cases(string file, string kind)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(SharedFiles.Require($"{Folder}/{file}")));
        return document.RootElement.TryGetProperty(kind, out var cases) ? [.. cases.EnumerateArray().Select(c => c.Clone())] : [];
    }

    public static string? Text(this JsonElement one, string name) => one.TryGetProperty(name, out var value) ? value.GetString() : null;

    public static bool Flag(this JsonElement one, string name) => one.TryGetProperty(name, out var value) && value.GetBoolean();
}
