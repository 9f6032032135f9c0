using IbmPlatform.GraphQL.Errors;

namespace IbmPlatform.GraphQL.Costs;

/// <summary>What a client who has spent its budget is told.</summary>
public static class CostRefusals
{
    /// <summary>The client's budget is spent for now.</summary>
    public const string BudgetSpent = "COST_BUDGET_SPENT";

    /// <summary>Names the cost, the budget and when to come back.</summary>
    public static GraphQLError Spent(double cost, CostBudget budget, TimeSpan wait)
    {
        ArgumentNullException.ThrowIfNull(budget);
        var seconds = Math.Max(1, Math.Ceiling(wait.TotalSeconds));
        return new GraphQLError(FormattableString.Invariant(
            $"The operation costs {cost}, and less than that is left of what a client may spend in a minute; the limit (CostPerMinute) is {budget.PerMinute}. Come back in {seconds} s."))
        {
            Extensions = new Dictionary<string, object?>
            {
                ["code"] = BudgetSpent,
                ["limit"] = "CostPerMinute",
                ["value"] = cost,
                ["maximum"] = budget.PerMinute,
                ["retryAfter"] = seconds,
            },
        };
    }
}
