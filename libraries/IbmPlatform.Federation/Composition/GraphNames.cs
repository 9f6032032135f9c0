namespace IbmPlatform.Federation.Composition;

/// <summary>Subgraph names as values of the enum <c>join__Graph</c>.</summary>
internal static class GraphNames
{
    /// <summary>An enum value for each name, in order: upper case, other characters as underscores, made unique by a number.</summary>
    public static IReadOnlyList<string> For(IEnumerable<string> names)
    {
        List<string> graphs = [];
        foreach (var name in names)
        {
            var plain = string.Concat(name.Select(character => char.IsAsciiLetterOrDigit(character) ? char.ToUpperInvariant(character) : '_'));
            if (plain.Length == 0 || char.IsAsciiDigit(plain[0])) plain = $"_{plain}";
            var graph = plain;
            for (var number = 1; graphs.Contains(graph); number++) graph = $"{plain}_{number}";
            graphs.Add(graph);
        }

        return graphs;
    }
}
