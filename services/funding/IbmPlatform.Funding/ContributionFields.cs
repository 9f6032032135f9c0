using IbmPlatform.Funding.Contracts;
using IbmPlatform.GraphQL.Execution;
using IbmPlatform.ServiceDefaults.Schema;

namespace IbmPlatform.Funding;

/// <summary>What a contribution is asked beyond its own members.</summary>
public static class ContributionFields
{
    /// <summary>A reference to the project.</summary>
    public static ProjectReference? Project(Contribution parent) => ProjectReference.To(parent.Project);

    /// <summary>A reference to the donor.</summary>
    public static OrganisationReference? Donor(Contribution parent) => parent.Donor is { } id ? OrganisationReference.To(id) : null;

    /// <summary>The instruments that they are given through.</summary>
    public static Task<IReadOnlyList<Instrument?>> InstrumentAsync(
        IReadOnlyList<Contribution> parents, FundingStore store, ResolverContext context, CancellationToken cancellationToken) =>
        Batch.OneAsync(parents, contribution => contribution.Instrument, ids => store.InstrumentsAsync(ids, context.RequestContext.AsOf, cancellationToken));

    /// <summary>The budgets that they are shares of.</summary>
    public static Task<IReadOnlyList<Budget?>> ShareOfAsync(
        IReadOnlyList<Contribution> parents, FundingStore store, ResolverContext context, CancellationToken cancellationToken) =>
        Batch.OneAsync(parents, contribution => contribution.ShareOf, ids => store.BudgetsAsync(ids, context.RequestContext.AsOf, cancellationToken));

    /// <summary>Contributions by id.</summary>
    public static Task<IReadOnlyList<Contribution?>> ResolveReferencesAsync(
        IReadOnlyList<EntityReference> references, FundingStore store, ResolverContext context, CancellationToken cancellationToken) =>
        store.ContributionsAsync([.. references.Select(reference => reference["id"] ?? "")], context.RequestContext.AsOf, cancellationToken);
}
