using System.Text.Json;

namespace IbmPlatform.GraphQL.Tests.Differential;

/// <summary>Compares two answers to one request.</summary>
internal static class AnswerComparison
{
    /// <summary>Where two values differ, as a path and both texts; null when they are equal. Members stand in the same order.</summary>
    public static string? Difference(JsonElement ours, JsonElement theirs, string path = "data")
    {
        if (ours.ValueKind != theirs.ValueKind) return Told();
        switch (ours.ValueKind)
        {
            case JsonValueKind.Object:
                var names = ours.EnumerateObject().Select(p => p.Name).ToList();
                if (!names.SequenceEqual(theirs.EnumerateObject().Select(p => p.Name))) return Told();
                return names.Select(n => Difference(ours.GetProperty(n), theirs.GetProperty(n), $"{path}.{n}")).FirstOrDefault(d => d is not null);
            case JsonValueKind.Array:
                if (ours.GetArrayLength() != theirs.GetArrayLength()) return Told();
                return ours.EnumerateArray().Zip(theirs.EnumerateArray()).Select((p, i) => Difference(p.First, p.Second, $"{path}[{i}]")).FirstOrDefault(d => d is not null);
            case JsonValueKind.Number:
                return ours.GetDouble().Equals(theirs.GetDouble()) ? null : Told();
            case JsonValueKind.String:
                return ours.GetString() == theirs.GetString() ? null : Told();
            default:
                return null;
        }

        string Told() => $"{path}: ours {ours.GetRawText()}, theirs {theirs.GetRawText()}";
    }

    /// <summary>
    /// The places of errors as the data shows them: where a null has propagated, that null. Of several errors below one such null the
    /// specification wants but one told, and any (6.4.4, "Handling Execution Errors"); which one is told depends on what runs first.
    /// </summary>
    public static IReadOnlyList<string> Places(JsonElement data, IEnumerable<JsonElement> paths) =>
        [.. paths.Select(path => Place(data, path)).Distinct().Order(StringComparer.Ordinal)];

    private static string Place(JsonElement data, JsonElement path)
    {
        var (at, place) = (data, "data");
        foreach (var step in path.EnumerateArray())
        {
            if (at.ValueKind == JsonValueKind.Null) return place;
            at = step.ValueKind == JsonValueKind.Number ? at[step.GetInt32()] : at.GetProperty(step.GetString()!);
            place += step.ValueKind == JsonValueKind.Number ? $"[{step}]" : $".{step}";
        }

        return at.ValueKind == JsonValueKind.Null ? place : $"{place} (which is not null)";
    }
}
