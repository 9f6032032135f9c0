using System.Text.Json;
using System.Text.Json.Nodes;

namespace IbmPlatform.GraphQL.Tests.Differential;

/// <summary>Compares payloads of one answer: everything but the order of their members and the wording of errors.</summary>
internal static class PayloadComparison
{
    /// <summary>
    /// The payloads without the ends of parts of which nothing was told, such as lists that had no item left, and without failures: whether such an end
    /// comes with what others tell or by itself depends on how many turns of the reference implementation's event loop it takes to find it (draft,
    /// "Incremental Event Stream": how results are grouped is left open). That they end, and which fail, is checked where the payloads are merged.
    /// </summary>
    public static IReadOnlyList<JsonElement> Steps(IReadOnlyList<JsonElement> payloads)
    {
        var told = payloads.SelectMany(p => Array(p, "incremental")).Select(Id).ToHashSet();
        var steps = new List<JsonElement>();
        foreach (var payload in payloads)
        {
            var step = JsonNode.Parse(payload.GetRawText())!.AsObject();
            step.Remove("hasNext");
            var completed = Array(payload, "completed").Where(c => told.Contains(Id(c)) && !c.TryGetProperty("errors", out _)).ToList();
            if (completed.Count > 0) step["completed"] = JsonSerializer.SerializeToNode(completed);
            else step.Remove("completed");
            if (step.Count > 0) steps.Add(JsonSerializer.SerializeToElement(step));
        }

        return steps;
    }

    public static string? Difference(JsonElement ours, JsonElement theirs, string where)
    {
        if (!Names(ours).SequenceEqual(Names(theirs))) return $"{where}: ours has {string.Join(", ", Names(ours))}, theirs {string.Join(", ", Names(theirs))}";
        foreach (var member in ours.EnumerateObject())
        {
            var other = theirs.GetProperty(member.Name);
            var difference = member.Name switch
            {
                "incremental" or "completed" => Entries(member.Value, other, $"{where} {member.Name}"),
                // Compared with the data that they concern; of a part that failed only that it did.
                "errors" => where.Contains("completed", StringComparison.Ordinal) ? null : Errors(ours, theirs, where),
                _ => AnswerComparison.Difference(member.Value, other, $"{where} {member.Name}"),
            };
            if (difference is not null) return difference;
        }

        return null;
    }

    private static string? Entries(JsonElement ours, JsonElement theirs, string where)
    {
        if (ours.GetArrayLength() != theirs.GetArrayLength()) return $"{where}: ours {ours.GetArrayLength()}, theirs {theirs.GetArrayLength()}";
        return ours.EnumerateArray().Zip(theirs.EnumerateArray()).Select((p, i) => Difference(p.First, p.Second, $"{where}[{i}]")).FirstOrDefault(d => d is not null);
    }

    /// <summary>
    /// Of several errors below one null any may be told (6.4.4, "Handling Execution Errors"): they are compared by that null. What is told of later
    /// parts knows its nulls only once it stands in the data, where all of them are compared.
    /// </summary>
    private static string? Errors(JsonElement ours, JsonElement theirs, string where)
    {
        var (ourPlaces, theirPlaces) = (Places(ours), Places(theirs));
        return ourPlaces.SequenceEqual(theirPlaces) ? null : $"{where} errors: ours {string.Join(", ", ourPlaces)}, theirs {string.Join(", ", theirPlaces)}";
    }

    private static IReadOnlyList<string> Places(JsonElement holder)
    {
        var paths = holder.GetProperty("errors").EnumerateArray().Select(e => e.GetProperty("path"));
        if (!holder.TryGetProperty("id", out _)) return AnswerComparison.Places(holder.GetProperty("data"), paths);
        return [];
    }

    private static JsonElement[] Array(JsonElement holder, string name) => holder.TryGetProperty(name, out var list) ? [.. list.EnumerateArray()] : [];

    private static string Id(JsonElement entry) => entry.GetProperty("id").GetString()!;

    private static IEnumerable<string> Names(JsonElement element) => element.EnumerateObject().Select(m => m.Name).Order(StringComparer.Ordinal);
}
