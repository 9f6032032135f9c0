using IbmPlatform.GraphQL.Execution;
using IbmPlatform.ServiceDefaults.Aggregates;
using IbmPlatform.ServiceDefaults.Paging;
using IbmPlatform.ServiceDefaults.Schema;
using IbmPlatform.Stakeholders.Contracts;
using IbmPlatform.Values;

namespace IbmPlatform.Stakeholders;

/// <summary>The fields of an organisation.</summary>
public static class OrganisationFields
{
    public static string Slug(Stored<Organisation> parent) => parent.State.Slug;

    public static LocalizedText Name(Stored<Organisation> parent) => parent.State.Name;

    public static string? Acronym(Stored<Organisation> parent) => parent.State.Acronym;

    public static IReadOnlyList<string> Aliases(Stored<Organisation> parent) => parent.State.Aliases;

    public static OrganisationType Type(Stored<Organisation> parent) => parent.State.Type;

    public static LocalizedText? Description(Stored<Organisation> parent) => parent.State.Description;

    public static IReadOnlyList<Identifier> Identifiers(Stored<Organisation> parent) => parent.State.Identifiers;

    public static CountryReference? Country(Stored<Organisation> parent) => parent.State.Country is { } id ? CountryReference.To(id) : null;

    public static IReadOnlyList<RegionReference> ActiveRegions(Stored<Organisation> parent) => [.. parent.State.ActiveRegions.Select(RegionReference.To)];

    /// <summary>The organisations that they belong to.</summary>
    public static Task<IReadOnlyList<Stored<Organisation>?>> ParentAsync(
        IReadOnlyList<Stored<Organisation>> parents, OrganisationStore store, ResolverContext context, CancellationToken cancellationToken) =>
        Batch.OneAsync(parents, organisation => organisation.State.Parent, ids => store.LoadAsync(ids, context.RequestContext.AsOf, cancellationToken));

    /// <summary>Their parts in projects.</summary>
    public static async Task<IReadOnlyList<Connection<Participation>>> ParticipationsAsync(
        IReadOnlyList<Stored<Organisation>> parents, ParticipationRole? role, int? first, string? after, OrganisationStore store, ResolverContext context,
        CancellationToken cancellationToken)
    {
        var page = PageRequest.Of(first, after);
        var all = (await store.OfOrganisationsAsync(parents.Select(o => o.Id), role, context.RequestContext.AsOf, cancellationToken)).ToLookup(p => p.Organisation, StringComparer.Ordinal);
        return [.. parents.Select(organisation => Keyset.PageOf([.. all[organisation.Id]], p => p.Id, page, $"{organisation.Id} participations"))];
    }

    /// <summary>Organisations by id.</summary>
    public static Task<IReadOnlyList<Stored<Organisation>?>> ResolveReferencesAsync(
        IReadOnlyList<EntityReference> references, OrganisationStore store, ResolverContext context, CancellationToken cancellationToken) =>
        store.LoadAsync([.. references.Select(reference => reference["id"] ?? "")], context.RequestContext.AsOf, cancellationToken);
}
