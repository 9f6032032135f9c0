using IbmPlatform.ServiceDefaults.Schema;

namespace IbmPlatform.Countries;

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
