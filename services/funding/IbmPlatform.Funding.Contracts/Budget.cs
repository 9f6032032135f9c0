using IbmPlatform.Values;

namespace IbmPlatform.Funding.Contracts;

/// <summary>What a project is planned to cost in a period.</summary>
public sealed record Budget : IClaimed
{
    /// <summary><c>budget/bomca-9/total</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Id of the project.</summary>
    public required string Project { get; init; }

    public Period? Period { get; init; }

    public Money? Amount { get; init; }

    public PartialDate? ValueDate { get; init; }

    /// <summary>Id of the budget that this one revises.</summary>
    public string? Original { get; init; }

    /// <summary>What each source says.</summary>
    public IReadOnlyList<Claim> Claims { get; init; } = [];

    /// <summary>Claims that disagree, with the one followed.</summary>
    public IReadOnlyList<Conflict> Conflicts { get; init; } = [];
}
