using System.Text.Json;
using IbmPlatform.Federation.Composition;
using IbmPlatform.Testing;

namespace IbmPlatform.Federation.Tests.Composition;

/// <summary>The public federation audit's suites, where the reference files are present.</summary>
internal static class AuditSuites
{
    private const string Folder = "graphql/federation-audit";

    public static IEnumerable<string> Names =>
        SharedFiles.Root is { } root && Directory.Exists(Path.Combine(root, Folder))
            ? Directory.EnumerateDirectories(Path.Combine(root, Folder)).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)
            : ["(reference files absent)"];

    public static IReadOnlyList<SubgraphDefinition> Subgraphs(string suite)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(SharedFiles.Require($"{Folder}/{suite}/subgraphs.json")));
        return [.. json.RootElement.EnumerateArray().Select(item => new SubgraphDefinition(Text(item, "name"), Text(item, "url"), Text(item, "sdl")))];
    }

    public static string Supergraph(string suite) => File.ReadAllText(SharedFiles.Require($"{Folder}/{suite}/supergraph.graphql"));

    private static string Text(JsonElement item, string name) => item.GetProperty(name).GetString()!;
}
