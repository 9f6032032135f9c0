using System.Text.Json.Nodes;
using IbmPlatform.Testing;

namespace IbmPlatform.Conformance.Tests.Federation;

/// <summary>A suite of the public federation audit: its subgraphs' SDL, its supergraph and its cases.</summary>
internal sealed record AuditSuite(string Name, string Supergraph, IReadOnlyDictionary<string, string> Subgraphs, IReadOnlyList<AuditCase> Cases)
{
    private const string Folder = "graphql/federation-audit";

    public static AuditSuite Load(string name)
    {
        var subgraphs = JsonNode.Parse(Read(name, "subgraphs.json"))!.AsArray();
        var cases = JsonNode.Parse(Read(name, "tests.json"))!.AsArray();
        return new AuditSuite(
            name,
            Read(name, "supergraph.graphql"),
            subgraphs.ToDictionary(subgraph => subgraph!["name"]!.GetValue<string>(), subgraph => subgraph!["sdl"]!.GetValue<string>()),
            [.. cases.Select(test => new AuditCase(test!["query"]!.GetValue<string>(), test["expected"]!.AsObject()))]);
    }

    private static string Read(string name, string file) => File.ReadAllText(SharedFiles.Require($"{Folder}/{name}/{file}"));
}

/// <summary>A query and the answer that the audit expects.</summary>
internal sealed record AuditCase(string Query, JsonObject Expected)
{
    /// <summary>The audit's own rule: data is equal; errors count only where the case says whether there are any.</summary>
    public bool Accepts(JsonNode answer) =>
        JsonNode.DeepEquals(answer["data"], Expected["data"])
        && (Expected["errors"] is not { } errors || errors.GetValue<bool>() == answer["errors"] is JsonArray { Count: > 0 });
}
