namespace IbmPlatform.Values;

/// <summary>One text in the languages that a source gives; the original is kept as it was written.</summary>
/// <param name="Translations">At least one.</param>
public sealed record LocalizedText(IReadOnlyList<Translation> Translations)
{
    /// <summary>A text in its original language only.</summary>
    public static LocalizedText Original(string text, string language = "en") =>
        new([new Translation(text, language, TranslationKind.Original)]);

    /// <summary>
    /// The translation for the reader's languages in order of preference, by the lookup of RFC 4647 §3.4 (fr-CH falls back to fr, and fr
    /// also takes fr-CH where nothing plainer is there); then the original, then English, then the first.
    /// </summary>
    /// <exception cref="InvalidOperationException">There is no translation at all.</exception>
    public Translation For(IEnumerable<string> languages)
    {
        foreach (var wanted in languages)
        {
            for (var range = wanted; range.Length > 0; range = Shorten(range))
            {
                var found = Find(tag => Same(tag, range)) ?? Find(tag => tag.StartsWith(range + "-", StringComparison.OrdinalIgnoreCase));
                if (found is not null)
                    return found;
            }
        }

        if (Translations.Count == 0)
            throw new InvalidOperationException("A localised text has no translation; it needs at least one.");
        return Translations.FirstOrDefault(t => t.Kind == TranslationKind.Original) ?? Find(tag => Same(tag, "en")) ?? Translations[0];
    }

    private Translation? Find(Predicate<string> matches) => Translations.FirstOrDefault(t => matches(t.Language));

    private static bool Same(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);

    // RFC 4647 §3.4: drop the last subtag, and a single-letter one before it with it.
    private static string Shorten(string range)
    {
        var cut = range.LastIndexOf('-');
        if (cut < 0)
            return "";
        return cut >= 2 && range[cut - 2] == '-' ? range[..(cut - 2)] : range[..cut];
    }
}
