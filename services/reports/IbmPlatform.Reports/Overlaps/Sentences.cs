using IbmPlatform.Values;

namespace IbmPlatform.Reports.Overlaps;

/// <summary>Words reasons for a reader.</summary>
internal static class Sentences
{
    private static readonly string[] English = ["en"];

    /// <summary><c>A</c>, <c>A and B</c>, <c>A, B and C</c>.</summary>
    public static string List(IReadOnlyList<string> names) =>
        names.Count < 2 ? string.Concat(names) : $"{string.Join(", ", names.SkipLast(1))} and {names[^1]}";

    /// <summary>What entities are called in English, by name; an unknown one by its id.</summary>
    public static string Named(IEnumerable<string> ids, IReadOnlyDictionary<string, LocalizedText> names) =>
        List([.. ids.Select(id => names.TryGetValue(id, out var name) ? name.For(English).Text : id).Order(StringComparer.Ordinal)]);
}
