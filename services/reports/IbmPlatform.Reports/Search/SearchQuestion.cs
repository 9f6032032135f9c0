using IbmPlatform.GraphQL.Errors;
using IbmPlatform.GraphQL.Execution;

namespace IbmPlatform.Reports.Search;

/// <summary>The words of a query: all must be found, of the last one its beginning suffices, as somebody may still be typing it.</summary>
internal sealed record SearchQuestion(IReadOnlyList<string> Words, string Beginning)
{
    // Each word is a pass over an index.
    private const int MaxWords = 16;

    /// <exception cref="GraphQLException">The query has no word, or too many.</exception>
    public static SearchQuestion Of(string query)
    {
        List<string> words = [.. Search.Words.Of(query).Select(w => w.Folded)];
        if (words.Count is 0 or > MaxWords)
        {
            throw new GraphQLException(
                $"query has {words.Count} words; expected 1 to {MaxWords}: letters or digits of any script, as in \"border management\".", "BAD_USER_INPUT");
        }
        return new([.. words.SkipLast(1).Distinct(StringComparer.Ordinal)], words[^1]);
    }

    /// <summary>Which term a word of a text answers: the index of a word, after the last one the beginning; −1: none.</summary>
    public int TermOf(string folded)
    {
        for (var i = 0; i < Words.Count; i++)
        {
            if (Words[i] == folded)
                return i;
        }
        return folded.StartsWith(Beginning, StringComparison.Ordinal) ? Words.Count : -1;
    }
}
