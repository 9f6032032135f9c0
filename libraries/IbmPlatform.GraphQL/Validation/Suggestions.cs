namespace IbmPlatform.GraphQL.Validation;

/// <summary>Finds the known names that a wrong one may have meant.</summary>
internal static class Suggestions
{
    // A message with more would hide what it says; a longer list or name would cost more than it helps.
    private const int MaxShown = 3;
    private const int MaxNameLength = 64;
    private const int MaxNames = 2_000;

    /// <summary>A sentence that begins with a space, or nothing when no name is near.</summary>
    public static string For(string wrong, IEnumerable<string> known)
    {
        if (wrong.Length > MaxNameLength) return "";
        var threshold = wrong.Length * 2 / 5 + 1;
        var near = known.Take(MaxNames)
            .Select(name => (Name: name, Distance: Distance(wrong, name, threshold)))
            .Where(candidate => candidate.Distance <= threshold)
            .OrderBy(candidate => candidate.Distance).ThenBy(candidate => candidate.Name, StringComparer.Ordinal)
            .Take(MaxShown)
            .Select(candidate => $"\"{candidate.Name}\"")
            .ToList();
        return near.Count switch
        {
            0 => "",
            1 => $" Did you mean {near[0]}?",
            _ => $" Did you mean {string.Join(", ", near.SkipLast(1))} or {near[^1]}?",
        };
    }

    // Levenshtein with transpositions left out; a change of case alone is nearest of all.
    private static int Distance(string first, string second, int threshold)
    {
        if (Math.Abs(first.Length - second.Length) > threshold) return int.MaxValue;
        if (first.Equals(second, StringComparison.OrdinalIgnoreCase)) return 1;
        Span<int> previous = stackalloc int[second.Length + 1];
        Span<int> current = stackalloc int[second.Length + 1];
        for (var j = 0; j <= second.Length; j++) previous[j] = j;
        for (var i = 1; i <= first.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= second.Length; j++)
            {
                var cost = char.ToLowerInvariant(first[i - 1]) == char.ToLowerInvariant(second[j - 1]) ? 0 : 1;
                current[j] = Math.Min(Math.Min(previous[j] + 1, current[j - 1] + 1), previous[j - 1] + cost);
            }

            current.CopyTo(previous);
        }

        return previous[second.Length];
    }
}
