using System.Text.Json.Serialization;

namespace IbmPlatform.Values.Totals;

/// <summary>Which money is summed. Sums of two bases are never added.</summary>
[JsonConverter(typeof(UpperSnakeEnumConverter<FundingBasis>))]
public enum FundingBasis
{
    /// <summary>Budgets, the last revision of each.</summary>
    Budget,

    /// <summary>What donors give, as an amount or as a share of a budget.</summary>
    Contribution,

    /// <summary>Transactions of IATI type 2.</summary>
    Commitment,

    /// <summary>Transactions of IATI type 3.</summary>
    Disbursement,
}
