using IbmPlatform.Funding.Contracts;
using IbmPlatform.GraphQL.Execution;
using IbmPlatform.ServiceDefaults.Paging;
using IbmPlatform.ServiceDefaults.Schema;
using IbmPlatform.Values.Totals;

namespace IbmPlatform.Funding;

/// <summary>What this service adds to a project.</summary>
public static class ProjectFields
{
    /// <summary>Its budgets by id.</summary>
    public static async Task<IReadOnlyList<IReadOnlyList<Budget>>> BudgetsAsync(
        IReadOnlyList<ProjectReference> parents, FundingStore store, ResolverContext context, CancellationToken cancellationToken)
    {
        var all = (await store.BudgetsOfAsync(parents.Select(p => p.Id), context.RequestContext.AsOf, cancellationToken)).ToLookup(b => b.Project, StringComparer.Ordinal);
        return [.. parents.Select(project => (IReadOnlyList<Budget>)[.. all[project.Id]])];
    }

    /// <summary>What donors give to it.</summary>
    public static async Task<IReadOnlyList<Connection<Contribution>>> ContributionsAsync(
        IReadOnlyList<ProjectReference> parents, int? first, string? after, FundingStore store, ResolverContext context, CancellationToken cancellationToken)
    {
        var page = PageRequest.Of(first, after);
        var all = (await store.ContributionsToAsync(parents.Select(p => p.Id), context.RequestContext.AsOf, cancellationToken)).ToLookup(c => c.Project, StringComparer.Ordinal);
        return [.. parents.Select(project => Keyset.PageOf([.. all[project.Id]], c => c.Id, page, $"{project.Id} contributions"))];
    }

    /// <summary>Money that moved.</summary>
    public static async Task<IReadOnlyList<Connection<Transaction>>> TransactionsAsync(
        IReadOnlyList<ProjectReference> parents, TransactionFilter? where, int? first, string? after, FundingStore store, ResolverContext context, CancellationToken cancellationToken)
    {
        var page = PageRequest.Of(first, after);
        var all = (await store.TransactionsOfAsync(parents.Select(p => p.Id), where, context.RequestContext.AsOf, cancellationToken)).ToLookup(t => t.Project, StringComparer.Ordinal);
        return [.. parents.Select(project => Keyset.PageOf([.. all[project.Id]], t => t.Id, page, $"{project.Id} transactions"))];
    }

    /// <summary>Its money on one basis.</summary>
    public static Task<IReadOnlyList<ExplainedTotal>> FundingAsync(
        IReadOnlyList<ProjectReference> parents, FundingBasis basis, string? currency, FundingTotals totals, ResolverContext context, CancellationToken cancellationToken) =>
        totals.OfProjectsAsync([.. parents.Select(p => p.Id)], basis, currency, context.RequestContext.AsOf, cancellationToken);
}
