using IbmPlatform.GraphQL.Execution;
using IbmPlatform.ServiceDefaults.Aggregates;
using IbmPlatform.ServiceDefaults.Schema;
using IbmPlatform.Stakeholders.Contracts;

namespace IbmPlatform.Stakeholders;

/// <summary>What a participation is asked beyond its own members.</summary>
public static class ParticipationFields
{
    /// <summary>The organisations that take part.</summary>
    public static Task<IReadOnlyList<Stored<Organisation>?>> OrganisationAsync(
        IReadOnlyList<Participation> parents, OrganisationStore store, ResolverContext context, CancellationToken cancellationToken) =>
        Batch.OneAsync(parents, participation => participation.Organisation, ids => store.LoadAsync(ids, context.RequestContext.AsOf, cancellationToken));

    /// <summary>A reference to the project.</summary>
    public static ProjectReference? Project(Participation parent) => ProjectReference.To(parent.Project);

    /// <summary>Participations by id.</summary>
    public static Task<IReadOnlyList<Participation?>> ResolveReferencesAsync(
        IReadOnlyList<EntityReference> references, OrganisationStore store, ResolverContext context, CancellationToken cancellationToken) =>
        store.LoadParticipationsAsync([.. references.Select(reference => reference["id"] ?? "")], context.RequestContext.AsOf, cancellationToken);
}
