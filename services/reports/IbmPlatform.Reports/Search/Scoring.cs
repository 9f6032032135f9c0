namespace IbmPlatform.Reports.Search;

/// <summary>Ranks entries: each term by its rarity (tf-idf), each field by how much it says of the entity.</summary>
internal static class Scoring
{
    private const int ShownPassages = 5;

    /// <summary>The hit that an entry is.</summary>
    /// <param name="entry">An entry that has every term.</param>
    /// <param name="question">The query.</param>
    /// <param name="rarity">Of each term of the query.</param>
    public static SearchHit Hit(SearchEntry entry, SearchQuestion question, IReadOnlyList<double> rarity)
    {
        var matches = entry.Passages.Select(passage => Match.Of(passage, question)).Where(m => m.Places.Count > 0).ToList();
        // Of one field's translations the best counts, so that what is translated ranks no higher than what is not.
        var score = matches.GroupBy(m => m.Passage.Field, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Sum(field => WeightOf(field.Key) * field.Max(m => m.Worth(rarity)));
        var shown = matches.OrderByDescending(m => WeightOf(m.Passage.Field) * m.Worth(rarity))
            .ThenBy(m => m.Passage.Field, StringComparer.Ordinal).ThenBy(m => m.Passage.Language, StringComparer.Ordinal)
            .ThenBy(m => m.Passage.Text, StringComparer.Ordinal).Take(ShownPassages);
        return new(entry.Id, Math.Round(score, 4), [.. shown.Select(m => new Highlight(m.Passage.Field, m.Passage.Language, Highlighting.Mark(m)))]);
    }

    private static double WeightOf(string field) => field switch
    {
        "name" or "title" => 4,
        "acronym" or "otherNames" or "aliases" or "code" or "organisationLabel" => 3,
        "objectives" or "description" or "descriptions" => 1.5,
        _ => 1,
    };
}

/// <summary>Where a passage answers a query.</summary>
/// <param name="Passage">The passage.</param>
/// <param name="Places">The words that answer a term.</param>
/// <param name="Length">How many words the passage has.</param>
internal sealed record Match(Passage Passage, IReadOnlyList<(Word Word, int Term)> Places, int Length)
{
    public static Match Of(Passage passage, SearchQuestion question)
    {
        List<Word> words = [.. Words.Of(passage.Text)];
        return new(passage, [.. words.Select(w => (Word: w, Term: question.TermOf(w.Folded))).Where(p => p.Term >= 0)], words.Count);
    }

    /// <summary>Its terms' rarity, each by how often it stands there, less in a longer text.</summary>
    public double Worth(IReadOnlyList<double> rarity) =>
        Places.GroupBy(p => p.Term).OrderBy(g => g.Key).Sum(g => rarity[g.Key] * (1 + Math.Log(g.Count()))) / Math.Sqrt(Math.Max(1, Length));
}
