using IbmPlatform.Countries.Contracts;
using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Countries;

/// <summary>What countries are found by beyond their own members.</summary>
internal static class CountryKeys
{
    /// <summary>Every name in every language, and the M49 codes of the regions around the country.</summary>
    public static BsonDocument Of(Country country) => new()
    {
        ["names"] = new BsonArray(country.OtherNames.Prepend(country.Name).SelectMany(name => name.Translations).Select(t => (BsonValue)t.Text)),
        ["regions"] = new BsonArray(RegionCodes(country).Select(code => (BsonValue)code)),
    };

    /// <summary>From the widest to the narrowest.</summary>
    public static IEnumerable<string> RegionCodes(Country country) =>
        new[] { country.M49Region, country.M49Subregion, country.M49IntermediateRegion }.OfType<string>();
}
