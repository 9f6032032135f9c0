using IbmPlatform.Values;

namespace IbmPlatform.Stakeholders;

/// <summary>What this service keeps of a country.</summary>
internal sealed record CountryName(string Id, LocalizedText Name);
