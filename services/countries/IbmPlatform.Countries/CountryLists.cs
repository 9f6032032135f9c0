using IbmPlatform.Countries.Contracts;

namespace IbmPlatform.Countries;

/// <summary>Countries loaded at once for many lists of ids.</summary>
internal sealed class CountryLists
{
    private readonly Dictionary<string, Country> byId;

    private CountryLists(Dictionary<string, Country> byId) => this.byId = byId;

    public static async Task<CountryLists> LoadAsync(IEnumerable<string> ids, CountryStore store, CancellationToken cancellationToken)
    {
        var loaded = await store.CountriesAsync([.. ids.Distinct(StringComparer.Ordinal)], cancellationToken);
        return new(loaded.OfType<Country>().ToDictionary(country => country.Id, StringComparer.Ordinal));
    }

    /// <summary>The countries of a list, in its order.</summary>
    public IReadOnlyList<Country> Of(IReadOnlyList<string> ids) => [.. ids.Select(id => byId.GetValueOrDefault(id)).OfType<Country>()];
}
