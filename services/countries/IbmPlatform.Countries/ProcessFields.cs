using IbmPlatform.Countries.Contracts;
using IbmPlatform.GraphQL.Execution;
using IbmPlatform.ServiceDefaults.Schema;

namespace IbmPlatform.Countries;

/// <summary>What a process is asked beyond its own members.</summary>
public static class ProcessFields
{
    /// <summary>The process that it belongs to.</summary>
    public static Task<IReadOnlyList<Process?>> ParentAsync(
        IReadOnlyList<Process> parents, CountryStore store, ResolverContext context, CancellationToken cancellationToken) =>
        Batch.OneAsync(parents, process => process.Parent, ids => store.ProcessesAsync(ids, context.RequestContext.AsOf, cancellationToken));

    /// <summary>The states that a source names as participants.</summary>
    public static Task<IReadOnlyList<IReadOnlyList<Country>>> ParticipantsAsync(
        IReadOnlyList<Process> parents, CountryStore store, ResolverContext context, CancellationToken cancellationToken) =>
        Batch.ManyAsync(parents, process => process.Participants, ids => store.CountriesAsync(ids, context.RequestContext.AsOf, cancellationToken));

    /// <summary>References to the organisations that take part.</summary>
    public static IReadOnlyList<OrganisationReference> Organisations(Process parent) => [.. parent.Organisations.Select(OrganisationReference.To)];

    /// <summary>Processes by id.</summary>
    public static Task<IReadOnlyList<Process?>> ResolveReferencesAsync(
        IReadOnlyList<EntityReference> references, CountryStore store, ResolverContext context, CancellationToken cancellationToken) =>
        store.ProcessesAsync([.. references.Select(reference => reference["id"] ?? "")], context.RequestContext.AsOf, cancellationToken);
}
