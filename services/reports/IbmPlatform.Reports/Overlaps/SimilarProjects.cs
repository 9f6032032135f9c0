using IbmPlatform.Projects.Contracts;
using IbmPlatform.Reports.Following;
using IbmPlatform.Values;

namespace IbmPlatform.Reports.Overlaps;

/// <summary>Finds projects with alike texts, countries and thematic areas, whenever they run.</summary>
internal sealed class SimilarProjects(FollowedStore store)
{
    private const double TextWeight = 2;
    private const int NamedWords = 5;

    /// <summary>The most alike first.</summary>
    public async Task<IReadOnlyList<IReadOnlyList<Similarity>>> OfAsync(IReadOnlyList<string> ids, int first, CancellationToken cancellationToken)
    {
        var all = await store.ProjectsAsync((ProjectFilter?)null, cancellationToken).ConfigureAwait(false);
        var vectors = new WordVectors(all);
        var names = await store.NamesAsync(all.SelectMany(p => Sets.Countries(p).Concat(Sets.Themes(p))), cancellationToken).ConfigureAwait(false);
        var byId = all.ToDictionary(p => p.Id, StringComparer.Ordinal);
        return
        [
            .. ids.Select(id => byId.TryGetValue(id, out var project)
                ? (IReadOnlyList<Similarity>)
                [
                    .. all.Where(p => p.Id != id).Select(p => Compare(project, p, vectors, names)).Where(s => s.Score > 0)
                        .OrderByDescending(s => s.Score).ThenBy(s => s.Project.Id, StringComparer.Ordinal).Take(first),
                ]
                : []),
        ];
    }

    /// <summary>The mean of the parts, the text's counted twice; thematic areas only where both state some.</summary>
    private static Similarity Compare(Project one, Project other, WordVectors vectors, IReadOnlyDictionary<string, LocalizedText> names)
    {
        var (cosine, words) = vectors.Compare(one.Id, other.Id);
        var (countries, otherCountries) = (Sets.Countries(one), Sets.Countries(other));
        var (themes, otherThemes) = (Sets.Themes(one), Sets.Themes(other));
        var sum = (TextWeight * cosine) + Sets.SharedPart(countries, otherCountries);
        var weight = TextWeight + 1;
        if (themes.Count > 0 && otherThemes.Count > 0)
        {
            sum += Sets.SharedPart(themes, otherThemes);
            weight++;
        }
        var reasons = new List<string>();
        if (words.Count > 0)
            reasons.Add($"Both speak of {Sentences.List([.. words.Take(NamedWords).Select(w => $"“{w}”")])}.");
        if (Sets.Shared(countries, otherCountries) is { Count: > 0 } shared)
            reasons.Add($"Both work in {Sentences.Named(shared, names)}.");
        if (Sets.Shared(themes, otherThemes) is { Count: > 0 } common)
            reasons.Add($"Both address {Sentences.Named(common, names)}.");
        return new(new(other.Id), Math.Round(sum / weight, 4), reasons);
    }
}
