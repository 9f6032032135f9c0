using IbmPlatform.Values;

namespace IbmPlatform.Funding.Contracts;

/// <summary>Money that moved or was committed.</summary>
public sealed record Transaction : IClaimed
{
    public required string Id { get; init; }

    /// <summary>Id of the project.</summary>
    public required string Project { get; init; }

    public required TransactionType Type { get; init; }

    /// <summary>Id of an organisation.</summary>
    public string? Provider { get; init; }

    /// <summary>Id of an organisation.</summary>
    public string? Receiver { get; init; }

    public Money? Amount { get; init; }

    public PartialDate? ValueDate { get; init; }

    /// <summary>What each source says.</summary>
    public IReadOnlyList<Claim> Claims { get; init; } = [];

    /// <summary>Claims that disagree, with the one followed.</summary>
    public IReadOnlyList<Conflict> Conflicts { get; init; } = [];
}
