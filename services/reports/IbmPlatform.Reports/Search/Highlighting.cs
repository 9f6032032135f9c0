using System.Text;

namespace IbmPlatform.Reports.Search;

/// <summary>Cuts out of a text what surrounds the first match, with every match in it between « and ».</summary>
internal static class Highlighting
{
    private const int Before = 60;
    private const int After = 140;

    public static string Mark(Match match)
    {
        var text = match.Passage.Text;
        var first = match.Places[0].Word.Start;
        var start = first <= Before ? 0 : WordStart(text, first - Before, first);
        var end = text.Length <= first + After ? text.Length : WordEnd(text, first + After, first + match.Places[0].Word.Length);
        var marked = new StringBuilder(start > 0 ? "… " : "");
        var at = start;
        foreach (var (word, _) in match.Places.Where(p => p.Word.Start >= start && p.Word.Start + p.Word.Length <= end))
        {
            marked.Append(text, at, word.Start - at).Append('«').Append(text, word.Start, word.Length).Append('»');
            at = word.Start + word.Length;
        }
        marked.Append(text, at, end - at);
        return (end < text.Length ? marked.Append(" …") : marked).ToString();
    }

    /// <summary>The first place from which a word begins; the match itself where there is no space before it.</summary>
    private static int WordStart(string text, int from, int match)
    {
        var space = text.IndexOf(' ', from, match - from);
        return space < 0 ? match : space + 1;
    }

    /// <summary>The last place at which a word ends; the match's own end where there is no space after it.</summary>
    private static int WordEnd(string text, int until, int matchEnd)
    {
        if (until <= matchEnd)
            return matchEnd;
        var space = text.LastIndexOf(' ', until, until - matchEnd);
        return space < 0 ? matchEnd : space;
    }
}
