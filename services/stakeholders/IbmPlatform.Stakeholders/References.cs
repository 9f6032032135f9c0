using IbmPlatform.ServiceDefaults.Schema;

namespace IbmPlatform.Stakeholders;

/// <summary>A project, which the projects service owns.</summary>
public sealed record ProjectReference(string Id) : IReference<ProjectReference>
{
    /// <inheritdoc/>
    public static ProjectReference To(string id) => new(id);
}

/// <summary>A country, which the countries service owns.</summary>
public sealed record CountryReference(string Id) : IReference<CountryReference>
{
    /// <inheritdoc/>
    public static CountryReference To(string id) => new(id);
}

/// <summary>A region, which the countries service owns.</summary>
public sealed record RegionReference(string Id) : IReference<RegionReference>
{
    /// <inheritdoc/>
    public static RegionReference To(string id) => new(id);
}

/// <summary>A source document, which the projects service owns.</summary>
public sealed record SourceDocumentReference(string Id) : IReference<SourceDocumentReference>
{
    /// <inheritdoc/>
    public static SourceDocumentReference To(string id) => new(id);
}
