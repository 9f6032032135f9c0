using IbmPlatform.ServiceDefaults.Filtering;
using IbmPlatform.Stakeholders.Contracts;

namespace IbmPlatform.Stakeholders;

/// <summary>Names one organisation in one way.</summary>
public sealed record OrganisationLookup(string? Id = null, string? Slug = null, string? Label = null, IdentifierInput? Identifier = null);

/// <summary>A code that another authority gave.</summary>
public sealed record IdentifierInput(string Scheme, string Code);

/// <summary>Conditions on an organisation; null means not asked.</summary>
public sealed record OrganisationFilter(
    IReadOnlyList<OrganisationFilter>? And = null, IReadOnlyList<OrganisationFilter>? Or = null, OrganisationFilter? Not = null,
    IdFilter? Id = null, StringFilter? Slug = null, StringFilter? Name = null, StringFilter? Acronym = null,
    OrganisationTypeFilter? Type = null, StringFilter? Country = null, ParticipationRole? Role = null);

/// <summary>Conditions on the type; null means not asked.</summary>
public sealed record OrganisationTypeFilter(OrganisationType? Eq = null, IReadOnlyList<OrganisationType>? In = null);

/// <summary>One key to order by.</summary>
public sealed record OrganisationOrder(SortDirection? Name = null, SortDirection? UpdatedAt = null);
