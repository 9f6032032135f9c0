namespace IbmPlatform.Reports.Search;

/// <summary>What one entity is found by.</summary>
/// <param name="Type">The kind of entity.</param>
/// <param name="Passages">Its names and texts.</param>
/// <param name="Words">Every word of them once, folded.</param>
internal sealed record SearchEntry(string Id, EntityType Type, IReadOnlyList<Passage> Passages, IReadOnlyList<string> Words)
{
    public static SearchEntry Of(string id, IEnumerable<Passage> passages)
    {
        List<Passage> all = [.. passages.Where(p => p.Text.Length > 0)];
        return new(id, EntityTypes.Of(id), all, [.. all.SelectMany(p => Search.Words.Of(p.Text)).Select(w => w.Folded).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]);
    }
}

/// <summary>One text of an entity.</summary>
/// <param name="Field">The field's name in the schema.</param>
/// <param name="Text">As written.</param>
/// <param name="Language">BCP 47; null for a code or label that is of none.</param>
internal sealed record Passage(string Field, string Text, string? Language = null);
