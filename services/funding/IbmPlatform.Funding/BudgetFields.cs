using IbmPlatform.Funding.Contracts;
using IbmPlatform.GraphQL.Execution;
using IbmPlatform.ServiceDefaults.Schema;

namespace IbmPlatform.Funding;

/// <summary>What a budget is asked beyond its own members.</summary>
public static class BudgetFields
{
    /// <summary>A reference to the project.</summary>
    public static ProjectReference? Project(Budget parent) => ProjectReference.To(parent.Project);

    /// <summary>The budgets that they revise.</summary>
    public static Task<IReadOnlyList<Budget?>> OriginalAsync(IReadOnlyList<Budget> parents, FundingStore store, ResolverContext context, CancellationToken cancellationToken) =>
        Batch.OneAsync(parents, budget => budget.Original, ids => store.BudgetsAsync(ids, context.RequestContext.AsOf, cancellationToken));

    /// <summary>Budgets by id.</summary>
    public static Task<IReadOnlyList<Budget?>> ResolveReferencesAsync(
        IReadOnlyList<EntityReference> references, FundingStore store, ResolverContext context, CancellationToken cancellationToken) =>
        store.BudgetsAsync([.. references.Select(reference => reference["id"] ?? "")], context.RequestContext.AsOf, cancellationToken);
}
