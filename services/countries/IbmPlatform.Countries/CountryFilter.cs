using IbmPlatform.Countries.Contracts;
using IbmPlatform.ServiceDefaults.Filtering;

namespace IbmPlatform.Countries;

/// <summary>Conditions on a country; null means not asked.</summary>
public sealed record CountryFilter(
    IReadOnlyList<CountryFilter>? And = null, IReadOnlyList<CountryFilter>? Or = null, CountryFilter? Not = null,
    StringFilter? Code = null, StringFilter? Alpha3 = null, StringFilter? Name = null, RegionsFilter? Regions = null);

/// <summary>Conditions on the regions that a country is in.</summary>
public sealed record RegionsFilter(RegionFilter? Some = null, RegionFilter? Every = null, RegionFilter? None = null);

/// <summary>Conditions on a region; null means not asked.</summary>
public sealed record RegionFilter(IdFilter? Id = null, RegionKind? Kind = null);
