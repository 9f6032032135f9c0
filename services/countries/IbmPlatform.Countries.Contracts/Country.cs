using IbmPlatform.Values;

namespace IbmPlatform.Countries.Contracts;

/// <summary>A country or territory of ISO 3166-1.</summary>
public sealed record Country
{
    /// <summary><c>country/AM</c>.</summary>
    public required string Id { get; init; }

    /// <summary>ISO 3166-1 alpha-2.</summary>
    public required string Code { get; init; }

    /// <summary>ISO 3166-1 alpha-3.</summary>
    public string? Alpha3 { get; init; }

    /// <summary>UN M49, three digits.</summary>
    public string? M49 { get; init; }

    /// <summary>Common name; the UN's short name in six languages where there is one.</summary>
    public required LocalizedText Name { get; init; }

    /// <summary>Other names in use, such as those of the source documents.</summary>
    public IReadOnlyList<LocalizedText> OtherNames { get; init; } = [];

    /// <summary>UN M49 code of the region, such as 142 for Asia.</summary>
    public string? M49Region { get; init; }

    public string? M49Subregion { get; init; }

    public string? M49IntermediateRegion { get; init; }

    /// <summary>Null where the reference gives none.</summary>
    public GeoPoint? Centroid { get; init; }
}
