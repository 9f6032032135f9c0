namespace IbmPlatform.GraphQL.Costs;

/// <summary>What an operation may cost at most, known before anything is resolved (IBM's GraphQL Cost Directives, "Static Query Analysis").</summary>
/// <param name="TypeCost">The weights of all objects that the answer may hold: how large it is.</param>
/// <param name="FieldCost">The weights of all fields that may be resolved, with their arguments: how much work it is.</param>
public readonly record struct CostEstimate(double TypeCost, double FieldCost)
{
    /// <summary>Both together: what a budget is charged.</summary>
    public double Total => TypeCost + FieldCost;

    /// <summary>The sum of each.</summary>
    public CostEstimate Plus(CostEstimate other) => new(TypeCost + other.TypeCost, FieldCost + other.FieldCost);

    internal CostEstimate Times(double count) => new(TypeCost * count, FieldCost * count);

    /// <summary>The greater of each.</summary>
    internal CostEstimate Or(CostEstimate other) => new(Math.Max(TypeCost, other.TypeCost), Math.Max(FieldCost, other.FieldCost));
}
