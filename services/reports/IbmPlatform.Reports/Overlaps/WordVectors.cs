using IbmPlatform.Projects.Contracts;
using IbmPlatform.Reports.Search;

namespace IbmPlatform.Reports.Overlaps;

/// <summary>The words of projects' names and objectives, weighed by how often a project uses them and how few do (tf-idf).</summary>
internal sealed class WordVectors
{
    // Shorter words are articles and prepositions in most languages of the texts.
    private const int ShortestWord = 3;

    // From so many projects on, a word that more than half of them use is the language's or the field's and tells none of them apart.
    private const int EnoughToTellCommonWords = 4;

    private readonly Dictionary<string, SortedDictionary<string, double>> vectors = new(StringComparer.Ordinal);

    public WordVectors(IReadOnlyList<Project> projects)
    {
        var counts = projects.ToDictionary(p => p.Id, Count, StringComparer.Ordinal);
        var spread = counts.Values.SelectMany(c => c.Keys).GroupBy(w => w, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal);
        var common = projects.Count < EnoughToTellCommonWords ? projects.Count : projects.Count / 2;
        foreach (var (id, words) in counts)
        {
            var vector = new SortedDictionary<string, double>(StringComparer.Ordinal);
            foreach (var (word, count) in words.Where(w => spread[w.Key] <= common))
                vector[word] = (1 + Math.Log(count)) * Math.Log(1 + ((double)projects.Count / spread[word]));
            vectors[id] = vector;
        }
    }

    /// <summary>How alike two projects' words are, 0 to 1, and the words that make them so, the strongest first.</summary>
    public (double Cosine, IReadOnlyList<string> Shared) Compare(string left, string right)
    {
        var (one, other) = (vectors[left], vectors[right]);
        List<(string Word, double Worth)> shared = [.. one.Where(w => other.ContainsKey(w.Key)).Select(w => (w.Key, w.Value * other[w.Key]))];
        var size = Length(one) * Length(other);
        return size == 0
            ? (0, [])
            : (shared.Sum(s => s.Worth) / size, [.. shared.OrderByDescending(s => s.Worth).ThenBy(s => s.Word, StringComparer.Ordinal).Select(s => s.Word)]);
    }

    private static double Length(SortedDictionary<string, double> vector) => Math.Sqrt(vector.Values.Sum(v => v * v));

    private static SortedDictionary<string, int> Count(Project project)
    {
        var counts = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var texts = project.Objectives.Select(o => o.Text).Prepend(project.Name).SelectMany(t => t.Translations);
        foreach (var word in texts.SelectMany(t => Words.Of(t.Text)).Where(w => w.Folded.Length >= ShortestWord))
            counts[word.Folded] = counts.GetValueOrDefault(word.Folded) + 1;
        return counts;
    }
}
