using System.Text;

namespace IbmPlatform.Mongo.Protocol.Scram;

/// <summary>
/// Normalisation form KC of Unicode 3.2 (Unicode Standard Annex 15), which SASLprep names. The runtime's own leaves all but ASCII as it is
/// where globalisation is invariant, and says that it is normalised.
/// </summary>
internal static class NormalisationKc
{
    // Hangul syllables are arithmetic (Unicode standard, section 3.12).
    private const int Syllables = 0xAC00;
    private const int Leading = 0x1100;
    private const int Vowels = 0x1161;
    private const int Trailing = 0x11A7;
    private const int LeadingCount = 19;
    private const int VowelCount = 21;
    private const int TrailingCount = 28;
    private const int SyllableCount = LeadingCount * VowelCount * TrailingCount;

    public static List<Rune> Apply(List<Rune> text, SaslPrepTables tables)
    {
        var parts = new List<int>();
        foreach (var rune in text)
            Decompose(rune.Value, parts, tables);
        Order(parts, tables);
        return [.. Compose(parts, tables).Select(c => new Rune(c))];
    }

    private static void Decompose(int character, List<int> parts, SaslPrepTables tables)
    {
        var index = character - Syllables;
        if (index is >= 0 and < SyllableCount)
        {
            parts.Add(Leading + index / (VowelCount * TrailingCount));
            parts.Add(Vowels + index % (VowelCount * TrailingCount) / TrailingCount);
            if (index % TrailingCount > 0)
                parts.Add(Trailing + index % TrailingCount);
        }
        else if (tables.Decompositions.TryGetValue(character, out var known))
        {
            parts.AddRange(known);
        }
        else
        {
            parts.Add(character);
        }
    }

    /// <summary>Marks on one letter stand in the order of their classes.</summary>
    private static void Order(List<int> parts, SaslPrepTables tables)
    {
        for (var i = 1; i < parts.Count; i++)
        {
            var (mark, rank) = (parts[i], tables.Class(parts[i]));
            var at = i;
            for (; rank > 0 && at > 0 && tables.Class(parts[at - 1]) > rank; at--)
                parts[at] = parts[at - 1];
            parts[at] = mark;
        }
    }

    private static List<int> Compose(List<int> parts, SaslPrepTables tables)
    {
        var composed = new List<int>();
        var starter = -1;
        foreach (var part in parts)
        {
            var rank = tables.Class(part);
            // Blocked is what stands behind a mark of the same or a higher class.
            var between = starter < 0 || starter == composed.Count - 1 ? -1 : tables.Class(composed[^1]);
            if (starter >= 0 && between < rank && Pair(composed[starter], part, tables) is { } whole)
            {
                composed[starter] = whole;
                continue;
            }
            if (rank == 0)
                starter = composed.Count;
            composed.Add(part);
        }
        return composed;
    }

    private static int? Pair(int first, int second, SaslPrepTables tables)
    {
        if (first - Leading is >= 0 and < LeadingCount and var leading && second - Vowels is >= 0 and < VowelCount and var vowel)
            return Syllables + (leading * VowelCount + vowel) * TrailingCount;
        if (first - Syllables is >= 0 and < SyllableCount and var syllable && syllable % TrailingCount == 0 && second - Trailing is > 0 and < TrailingCount and var trailing)
            return first + trailing;
        return tables.Compositions.TryGetValue((first, second), out var whole) ? whole : null;
    }
}
