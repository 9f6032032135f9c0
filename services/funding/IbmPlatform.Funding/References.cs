using IbmPlatform.ServiceDefaults.Schema;

namespace IbmPlatform.Funding;

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

/// <summary>An organisation, which the stakeholders service owns.</summary>
public sealed record OrganisationReference(string Id) : IReference<OrganisationReference>
{
    /// <inheritdoc/>
    public static OrganisationReference To(string id) => new(id);
}

/// <summary>A source document, which the projects service owns.</summary>
public sealed record SourceDocumentReference(string Id) : IReference<SourceDocumentReference>
{
    /// <inheritdoc/>
    public static SourceDocumentReference To(string id) => new(id);
}
