using System.Text;

namespace IbmPlatform.Mongo.Protocol.Scram;

/// <summary>
/// SASLprep (RFC 4013): one form for all the ways to type the same password. SCRAM-SHA-256 hashes that form.
/// </summary>
public static class SaslPrep
{
    /// <summary>The text in the form that is hashed.</summary>
    /// <exception cref="FormatException">It holds a character that RFC 4013 prohibits, or mixes directions of writing; the character is told by its number and position only.</exception>
    public static string Prepare(string text)
    {
        if (!text.AsSpan().ContainsAnyExceptInRange(' ', '~'))
            return text;
        var tables = SaslPrepTables.Instance;
        var prepared = NormalisationKc.Apply(Map(text, tables), tables);
        Refuse(prepared, tables);
        RefuseMixedDirections(prepared, tables);
        return string.Concat(prepared.Select(r => r.ToString()));
    }

    // RFC 4013, section 2.1: other spaces become the space, what is commonly mapped to nothing goes.
    private static List<Rune> Map(string text, SaslPrepTables tables)
    {
        var mapped = new List<Rune>();
        for (var i = 0; i < text.Length;)
        {
            if (!Rune.TryGetRuneAt(text, i, out var rune))
                throw new FormatException($"Character {i + 1} is half of a surrogate pair.");
            i += rune.Utf16SequenceLength;
            if (tables.Space.Contains(rune))
                mapped.Add(new Rune(' '));
            else if (!tables.Nothing.Contains(rune))
                mapped.Add(rune);
        }
        return mapped;
    }

    // Sections 2.3 and 2.5.
    private static void Refuse(List<Rune> prepared, SaslPrepTables tables)
    {
        for (var i = 0; i < prepared.Count; i++)
        {
            if (tables.Prohibited.Contains(prepared[i]))
                throw new FormatException($"Character {i + 1} is U+{prepared[i].Value:X4}, which SASLprep (RFC 4013) prohibits: a control, private or unprintable character.");
            if (tables.Unassigned.Contains(prepared[i]))
                throw new FormatException($"Character {i + 1} is U+{prepared[i].Value:X4}, which Unicode 3.2 does not have: SASLprep (RFC 4013) knows no newer characters.");
        }
    }

    // Section 2.4 (RFC 3454, section 6).
    private static void RefuseMixedDirections(List<Rune> prepared, SaslPrepTables tables)
    {
        if (!prepared.Exists(tables.RightToLeft.Contains))
            return;
        if (prepared.Exists(tables.LeftToRight.Contains) || !tables.RightToLeft.Contains(prepared[0]) || !tables.RightToLeft.Contains(prepared[^1]))
            throw new FormatException("Letters written from right to left stand beside others: SASLprep (RFC 4013) wants only such letters then, the first and the last character among them.");
    }
}
