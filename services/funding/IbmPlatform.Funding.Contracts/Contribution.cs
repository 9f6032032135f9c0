using System.Text.Json.Serialization;
using IbmPlatform.Values;

namespace IbmPlatform.Funding.Contracts;

/// <summary>What a donor gives to a project: an amount, a share of a budget, or neither where no source states it.</summary>
public sealed record Contribution : IClaimed
{
    /// <summary><c>contribution/bomca-9/eu</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Id of the project.</summary>
    public required string Project { get; init; }

    /// <summary>Id of an organisation.</summary>
    public string? Donor { get; init; }

    /// <summary>Id of an instrument.</summary>
    public string? Instrument { get; init; }

    public Money? Amount { get; init; }

    [JsonNumberHandling(JsonNumberHandling.AllowReadingFromString | JsonNumberHandling.WriteAsString)]
    public decimal? SharePercent { get; init; }

    /// <summary>Id of the budget that the share is of.</summary>
    public string? ShareOf { get; init; }

    public PartialDate? ValueDate { get; init; }

    /// <summary>What each source says.</summary>
    public IReadOnlyList<Claim> Claims { get; init; } = [];

    /// <summary>Claims that disagree, with the one followed.</summary>
    public IReadOnlyList<Conflict> Conflicts { get; init; } = [];
}
