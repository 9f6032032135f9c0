using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Stakeholders.Contracts;

namespace IbmPlatform.Stakeholders;

/// <summary>What organisations are found and ordered by beyond their own members.</summary>
internal static class OrganisationKeys
{
    /// <summary>The folded name to order by, every name to search in, and every folded label that a source may use.</summary>
    public static BsonDocument Of(Organisation organisation) => new()
    {
        ["name"] = Fold(organisation.Name.Translations[0].Text),
        ["names"] = new BsonArray(organisation.Name.Translations.Select(t => (BsonValue)t.Text)),
        ["country"] = organisation.Country?["country/".Length..],
        ["labels"] = new BsonArray(Labels(organisation).Select(Fold).Distinct(StringComparer.Ordinal).Select(label => (BsonValue)label)),
    };

    /// <summary>Case does not tell labels apart.</summary>
    public static string Fold(string label) => label.Trim().ToLowerInvariant();

    private static IEnumerable<string> Labels(Organisation organisation)
    {
        foreach (var translation in organisation.Name.Translations)
            yield return translation.Text;
        if (organisation.Acronym is { } acronym)
            yield return acronym;
        foreach (var alias in organisation.Aliases)
            yield return alias;
    }
}
