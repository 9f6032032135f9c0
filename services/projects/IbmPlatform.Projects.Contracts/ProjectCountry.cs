using System.Text.Json.Serialization;
using IbmPlatform.Values;

namespace IbmPlatform.Projects.Contracts;

/// <summary>A country of a project.</summary>
public sealed record ProjectCountry : IClaimed
{
    /// <summary>Id of the country.</summary>
    public required string Country { get; init; }

    public required CountryRole Role { get; init; }

    /// <summary>Of the project; null where no source states it.</summary>
    [JsonNumberHandling(JsonNumberHandling.AllowReadingFromString | JsonNumberHandling.WriteAsString)]
    public decimal? SharePercent { get; init; }

    /// <summary>What each source says.</summary>
    public IReadOnlyList<Claim> Claims { get; init; } = [];

    /// <summary>Claims that disagree, with the one followed.</summary>
    public IReadOnlyList<Conflict> Conflicts { get; init; } = [];
}
