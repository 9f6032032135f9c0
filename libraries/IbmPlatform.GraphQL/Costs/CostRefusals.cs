using IbmPlatform.GraphQL.Errors;

namespace IbmPlatform.GraphQL.Costs;

/// <summary>What a client who has spent its budget is told.</summary>
public static class CostRefusals
{
    /// <summary>The client's budget is spent for now.</summary>
    public const string BudgetSpent = "COST_BUDGET_SPENT";

    /// <summary>What refuses a batch whose operations together cost more than one may; empty when they don't.</summary>
    /// <param name="count">The batch's requests.</param>
    /// <param name="total">What they cost together.</param>
    /// <param name="options">The limits.</param>
    public static IReadOnlyList<GraphQLError> OfBatch(int count, CostEstimate total, CostOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var refusals = new List<GraphQLError>();
        Check(refusals, count, "type cost", total.TypeCost, nameof(options.MaxTypeCost), options.MaxTypeCost);
        Check(refusals, count, "field cost", total.FieldCost, nameof(options.MaxFieldCost), options.MaxFieldCost);
        return refusals;
    }

    private static void Check(List<GraphQLError> refusals, int count, string what, double value, string limit, double maximum)
    {
        if (value <= maximum) return;
        refusals.Add(new GraphQLError(FormattableString.Invariant(
            $"The batch of {count} requests has a {what} of {value}; the limit ({limit}) is {maximum}, for a batch as for one operation. Send fewer at once."))
        {
            Extensions = new Dictionary<string, object?>
            {
                ["code"] = ErrorCodes.LimitExceeded,
                ["limit"] = limit,
                ["value"] = value,
                ["maximum"] = maximum,
            },
        });
    }

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
