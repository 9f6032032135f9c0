using IbmPlatform.Funding.Contracts;
using IbmPlatform.Values;
using IbmPlatform.Values.Totals;

namespace IbmPlatform.Reports.Following;

/// <summary>A contribution, budget or transaction as totals need it.</summary>
/// <param name="Basis">Null for a transaction of a type that no total is about.</param>
/// <param name="ShareOf">Id of the budget that <paramref name="SharePercent"/> is of.</param>
/// <param name="Revises">Id of the budget that this one revises.</param>
/// <param name="Donor">Who gives: the donor of a contribution, the provider of a transaction; a budget names nobody.</param>
/// <param name="Instrument">Of a contribution.</param>
internal sealed record FollowedLine(
    string Id, string Project, FundingBasis? Basis, Money? Amount, PartialDate? ValueDate, decimal? SharePercent = null, string? ShareOf = null,
    string? Revises = null, string? Donor = null, string? Instrument = null)
{
    public static FollowedLine Of(Contribution contribution) => new(
        contribution.Id, contribution.Project, FundingBasis.Contribution, contribution.Amount, contribution.ValueDate, contribution.SharePercent,
        contribution.ShareOf, Donor: contribution.Donor, Instrument: contribution.Instrument);

    public static FollowedLine Of(Budget budget) =>
        new(budget.Id, budget.Project, FundingBasis.Budget, budget.Amount, budget.ValueDate, Revises: budget.Original);

    public static FollowedLine Of(Transaction transaction) => new(
        transaction.Id, transaction.Project, BasisOf(transaction.Type), transaction.Amount, transaction.ValueDate, Donor: transaction.Provider);

    /// <summary>As a total sees it.</summary>
    /// <param name="shareOf">The amount of the budget that it is a share of, where that is known.</param>
    public TotalLine ToTotalLine(Money? shareOf) =>
        new(Id, Project, Amount) { ValueDate = ValueDate, SharePercent = SharePercent, ShareOf = shareOf, Revises = Revises };

    private static FundingBasis? BasisOf(TransactionType type) => type switch
    {
        TransactionType.OutgoingCommitment => FundingBasis.Commitment,
        TransactionType.Disbursement => FundingBasis.Disbursement,
        _ => null,
    };
}
