namespace IbmPlatform.Federation.Composition;

/// <summary>Lists of names as sentences have them.</summary>
internal static class Wording
{
    /// <summary><c>subgraph "a"</c>, or <c>subgraphs "a", "b" and "c"</c>.</summary>
    public static string Subgraphs(IEnumerable<string> names)
    {
        var list = names.Distinct(StringComparer.Ordinal).ToList();
        return (list.Count == 1 ? "subgraph " : "subgraphs ") + Quoted(list);
    }

    /// <summary><c>"a", "b" and "c"</c>.</summary>
    public static string Quoted(IReadOnlyList<string> names) => names.Count switch
    {
        0 => "none",
        1 => $"\"{names[0]}\"",
        _ => string.Join(", ", names.SkipLast(1).Select(name => $"\"{name}\"")) + $" and \"{names[^1]}\"",
    };

    /// <summary><c>"Int" in subgraph "a" but "Int!" in subgraphs "b" and "c"</c>: who says what.</summary>
    public static string Variants(IEnumerable<(string Subgraph, string Value)> says) =>
        string.Join(" but ", says.GroupBy(pair => pair.Value).Select(group => $"\"{group.Key}\" in {Subgraphs(group.Select(pair => pair.Subgraph))}"));
}
