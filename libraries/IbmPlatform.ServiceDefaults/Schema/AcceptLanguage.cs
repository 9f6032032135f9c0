using System.Globalization;

namespace IbmPlatform.ServiceDefaults.Schema;

/// <summary>Reads the header (RFC 9110 §12.5.4).</summary>
public static class AcceptLanguage
{
    /// <summary>Language ranges in order of preference; those of weight 0 and the wildcard are left out.</summary>
    public static IReadOnlyList<string> Parse(string? header) =>
        (header ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(item => item.Split(';', StringSplitOptions.TrimEntries))
            .Select(parts => (Range: parts[0], Weight: WeightOf(parts)))
            .Where(item => item.Weight > 0 && item.Range != "*")
            .OrderByDescending(item => item.Weight)
            .Select(item => item.Range)
            .ToList();

    private static double WeightOf(string[] parts)
    {
        foreach (var part in parts.Skip(1))
        {
            if (part.StartsWith("q=", StringComparison.OrdinalIgnoreCase))
                return double.TryParse(part.AsSpan(2), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var weight) ? weight : 0;
        }
        return 1;
    }
}
