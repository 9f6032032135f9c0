using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace IbmPlatform.Conformance.Tests.Data;

/// <summary>One value that a record holds: its path as claims write it, and whether a followed claim has the same value.</summary>
internal sealed record Fact(string Path, string Value, bool IsClaimed);

/// <summary>
/// Takes a record apart into facts. The rules are those of data/README.md: an item with members of its own is one fact, named by its text or
/// by what it refers to, and its claim covers number, type and place in the whole; longer members of it are facts of their own.
/// </summary>
internal static class Facts
{
    // What the editors of the data set decide themselves: identity, kind of record, place in it, and the way to the public.
    private static readonly HashSet<string> Editorial = ["id", "slug", "publication", "claims", "conflicts", "file", "sha256", "project"];

    // Covered by the claim of the item that they belong to.
    private static readonly HashSet<string> Structural =
        ["number", "overall", "type", "horizontal", "parent", "component", "objectives", "results", "kind", "relation", "role"];

    // The member that an item of a list is claimed by.
    private static readonly string[] Principal = ["text", "title", "label", "thematicArea", "project", "organisation", "subject", "code"];

    private static readonly Dictionary<string, string> RecordKind = new()
    {
        ["programme"] = "kind",
        ["region"] = "kind",
        ["publication"] = "kind",
        ["participation-claims"] = "role",
    };

    /// <summary>Every fact of a record and of its parts.</summary>
    public static IEnumerable<Fact> Of(DataRecord record) =>
        JsonWalk.Objects(record.Json).Where(IsOwner).Append(record.Json).Distinct().SelectMany(OwnOf);

    /// <summary>The facts that this object's own claims must cover; parts with claims of their own are left to these.</summary>
    public static IEnumerable<Fact> OwnOf(JsonObject owner)
    {
        var claims = JsonWalk.OwnClaims(owner).Where(claim => claim.Flag("followed"))
            .Select(claim => (claim.Text("field"), claim.Text("value"))).ToHashSet();
        return Members(owner).Select(fact => new Fact(fact.Path, fact.Value, claims.Contains((fact.Path, fact.Value)) || fact.Path == "id"));
    }

    private static IEnumerable<(string Path, string Value)> Members(JsonObject owner)
    {
        if (owner.Text("id") is { } id)
            yield return ("id", id);
        foreach (var (name, value) in owner)
        {
            if (Editorial.Contains(name) || IsKindOfRecord(owner, name) || value is null)
                continue;
            foreach (var fact in Values(name, name, value))
                yield return fact;
        }
    }

    private static IEnumerable<(string Path, string Value)> Values(string path, string name, JsonNode value) => value switch
    {
        JsonArray array => array.SelectMany((item, index) => Item(path, item!, index)),
        JsonObject obj when Leaf(obj) is { } text => [(path, text)],
        JsonObject obj => obj.SelectMany(member => Values($"{path}.{member.Key}", member.Key, member.Value!)),
        // An unspecified kind states nothing, nor does a flag that is not set.
        _ when (name == "kind" && Scalar(value) == "UNSPECIFIED") || Scalar(value) == "false" => [],
        _ => [(path, Scalar(value))],
    };

    private static IEnumerable<(string Path, string Value)> Item(string path, JsonNode item, int index)
    {
        if (item is not JsonObject obj)
            return [(Scalar(item).Contains('/', StringComparison.Ordinal) ? $"{path}[{Key(Scalar(item))}]" : path, Scalar(item))];
        if (Leaf(obj) is { } text)
            return [(path, text)];
        if (IsOwner(obj))
            return [];
        if (path == "descriptions")
            return [(path, Leaf(obj["text"]!.AsObject())!)];
        var principal = Principal.FirstOrDefault(obj.ContainsKey);
        if (principal is null)
            return obj.SelectMany(member => Values($"{path}[{index + 1}].{member.Key}", member.Key, member.Value!));
        var value = obj[principal] is JsonObject localised ? Leaf(localised)! : Scalar(obj[principal]!);
        var here = $"{path}[{Key(obj.Text("id") ?? value)}]";
        var rest = obj.Where(member => member.Key != "id" && member.Key != principal && member.Key != "vocabulary" && !Structural.Contains(member.Key));
        return rest.SelectMany(member => Values($"{here}.{member.Key}", member.Key, member.Value!)).Prepend((here, value));
    }

    private static bool IsOwner(JsonObject obj) => JsonWalk.OwnClaims(obj).Any();

    private static bool IsKindOfRecord(JsonObject owner, string name) =>
        owner.Text("id") is { } id && RecordKind.TryGetValue(id.Split('/')[0], out var member) && member == name;

    private static string Key(string id) => id[(id.LastIndexOf('/') + 1)..];

    private static string? Leaf(JsonObject obj)
    {
        if (obj["translations"] is JsonArray translations)
            return translations.Select(t => t!.AsObject()).Single(t => t.Text("kind") == "ORIGINAL").Text("text");
        return obj.ContainsKey("amount") && obj.ContainsKey("currency") ? $"{obj.Text("amount")} {obj.Text("currency")}" : null;
    }

    private static string Scalar(JsonNode value) => value.GetValueKind() switch
    {
        JsonValueKind.String => value.GetValue<string>(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => value.GetValue<int>().ToString(CultureInfo.InvariantCulture),
    };
}
