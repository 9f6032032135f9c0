using System.Globalization;
using System.Text;

namespace IbmPlatform.Reports.Search;

/// <summary>A word of a text.</summary>
/// <param name="Folded">Without case and diacritics: what words are compared by.</param>
/// <param name="Start">Where it begins in the text, in UTF-16 units.</param>
/// <param name="Length">How long it is there.</param>
internal readonly record struct Word(string Folded, int Start, int Length);

/// <summary>Takes texts apart into words of any script.</summary>
internal static class Words
{
    /// <summary>The words of a text: runs of letters, digits and their marks. An ideograph is a word by itself, since no space parts them.</summary>
    public static IEnumerable<Word> Of(string text)
    {
        var folded = new StringBuilder();
        var start = 0;
        var at = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            var isMark = Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
            var isWord = Rune.IsLetterOrDigit(rune) || (isMark && folded.Length > 0);
            if (folded.Length > 0 && (!isWord || IsIdeograph(rune)))
            {
                yield return new(folded.ToString(), start, at - start);
                folded.Clear();
            }
            if (isWord)
            {
                if (folded.Length == 0)
                    start = at;
                Fold(rune, folded);
            }
            at += rune.Utf16SequenceLength;
            if (isWord && IsIdeograph(rune))
            {
                yield return new(folded.ToString(), start, at - start);
                folded.Clear();
            }
        }
        if (folded.Length > 0)
            yield return new(folded.ToString(), start, at - start);
    }

    private static void Fold(Rune rune, StringBuilder folded)
    {
        foreach (var c in Rune.ToLowerInvariant(rune).ToString())
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark)
                continue;
            if (Letters.Unmarked(c) is { } plain)
                folded.Append(plain);
            else
                folded.Append(c);
        }
    }

    private static bool IsIdeograph(Rune rune) => rune.Value is (>= 0x3400 and <= 0x9FFF) or (>= 0xF900 and <= 0xFAFF) or (>= 0x20000 and <= 0x3FFFF);
}
