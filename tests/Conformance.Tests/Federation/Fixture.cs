using System.Text.Json.Nodes;

namespace IbmPlatform.Conformance.Tests.Federation;

/// <summary>
/// The data of one suite: a table for each type, the root types too. A row's property is a field's value; <c>field@subgraph</c> is the
/// value in that subgraph alone, <c>field(1)</c> the value for those arguments, and a text <c>@Type/id</c> refers to another row.
/// </summary>
internal sealed class Fixture(JsonObject tables)
{
    /// <summary>What mutations have done, for all subgraphs of the suite.</summary>
    public JsonObject State { get; } = [];

    public static Fixture Load(string suite)
    {
        using var stream = typeof(Fixture).Assembly.GetManifestResourceStream($"Federation.Fixtures.{suite}.json");
        return new Fixture(JsonNode.Parse(stream ?? throw new InvalidOperationException($"no data for the suite {suite}"))!.AsObject());
    }

    public IEnumerable<JsonObject> Rows(string type) => tables[type]?.AsArray().Select(row => row!.AsObject()) ?? [];

    public (string Type, JsonObject Row)? Find(string reference)
    {
        var parts = reference[1..].Split('/');
        var row = Rows(parts[0]).FirstOrDefault(row => row.First().Value!.ToString() == parts[1]);
        return row is null ? null : (parts[0], row);
    }

    /// <summary>A field's value in one subgraph; the most particular property counts.</summary>
    public static bool TryGet(JsonObject row, string field, string arguments, string subgraph, out JsonNode? value)
    {
        foreach (var name in new[] { $"{field}({arguments})@{subgraph}", $"{field}({arguments})", $"{field}@{subgraph}", field })
        {
            if (row.TryGetPropertyValue(name, out value)) return true;
        }

        value = null;
        return false;
    }
}
