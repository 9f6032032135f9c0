using IbmPlatform.Countries.Contracts;
using IbmPlatform.Stakeholders.Contracts;
using IbmPlatform.Values;

namespace IbmPlatform.Projects;

/// <summary>What this service keeps of a participation, to choose projects by it.</summary>
internal sealed record ProjectParticipation(string Project, string? Organisation, ParticipationRole Role);

/// <summary>What this service keeps of a contribution.</summary>
internal sealed record ProjectInstrument(string Project, string? Instrument);

/// <summary>What this service keeps of a country.</summary>
internal sealed record CountryName(string Id, LocalizedText Name);

/// <summary>What this service keeps of a region.</summary>
internal sealed record RegionCountries(string Region, RegionKind Kind, IReadOnlyList<string> Countries);
