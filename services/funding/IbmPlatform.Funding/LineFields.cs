using IbmPlatform.Funding.Contracts;
using IbmPlatform.GraphQL.Execution;
using IbmPlatform.ServiceDefaults.Schema;
using IbmPlatform.Values;
using IbmPlatform.Values.Totals;

namespace IbmPlatform.Funding;

/// <summary>The line behind what a total counts.</summary>
public static class LineFields
{
    /// <summary>Budgets, contributions and transactions, each kind in one query.</summary>
    public static async Task<IReadOnlyList<object?>> LineAsync(IReadOnlyList<CountedLine> parents, FundingStore store, ResolverContext context, CancellationToken cancellationToken)
    {
        var ids = parents.Select(line => EntityId.Parse(line.LineId)).Distinct().ToLookup(id => id.Type, id => id.ToString(), StringComparer.Ordinal);
        var found = new Dictionary<string, object>(StringComparer.Ordinal);
        foreach (var budget in (await store.BudgetsAsync([.. ids["budget"]], context.RequestContext.AsOf, cancellationToken)).OfType<Budget>())
            found[budget.Id] = budget;
        foreach (var contribution in (await store.ContributionsAsync([.. ids["contribution"]], context.RequestContext.AsOf, cancellationToken)).OfType<Contribution>())
            found[contribution.Id] = contribution;
        foreach (var transaction in (await store.TransactionsAsync([.. ids["transaction"]], context.RequestContext.AsOf, cancellationToken)).OfType<Transaction>())
            found[transaction.Id] = transaction;
        return [.. parents.Select(line => found.GetValueOrDefault(line.LineId))];
    }
}
