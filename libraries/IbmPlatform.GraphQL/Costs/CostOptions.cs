namespace IbmPlatform.GraphQL.Costs;

/// <summary>How much one operation may cost, and what is taken where the schema says nothing.</summary>
public sealed record CostOptions
{
    /// <summary>Default of <see cref="MaxTypeCost"/> and <see cref="MaxFieldCost"/>: a page of 100 with a page of 100 and its parts below each.</summary>
    public const double DefaultMaxCost = 250_000;

    /// <summary>Default of <see cref="AssumedListSize"/>.</summary>
    public const int DefaultAssumedListSize = 5;

    /// <summary>Cost of the objects that an answer may hold; stops lists in lists in lists, each of which multiplies the answer.</summary>
    public double MaxTypeCost { get; init; } = DefaultMaxCost;

    /// <summary>Cost of the fields to resolve, with their arguments; stops operations that are small to answer and long to compute.</summary>
    public double MaxFieldCost { get; init; } = DefaultMaxCost;

    /// <summary>Items that a list is taken to have where neither <c>@listSize</c> nor an argument says how many.</summary>
    public int AssumedListSize { get; init; } = DefaultAssumedListSize;
}
