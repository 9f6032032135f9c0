using IbmPlatform.Funding.Contracts;
using IbmPlatform.Values.Totals;

namespace IbmPlatform.Funding;

/// <summary>Totals over this service's own lines.</summary>
public sealed class FundingTotals(FundingStore store)
{
    /// <summary>The money of each project on one basis.</summary>
    public async Task<IReadOnlyList<ExplainedTotal>> OfProjectsAsync(
        IReadOnlyList<string> projects, FundingBasis basis, string? currency, DateTimeOffset? asOf, CancellationToken cancellationToken)
    {
        var lines = (await LinesAsync(projects, basis, asOf, cancellationToken)).ToLookup(line => line.ProjectId, StringComparer.Ordinal);
        var rates = await store.RatesAsync(asOf, cancellationToken);
        return [.. projects.Select(project => TotalCalculator.Explain(new TotalQuestion(basis, [project]) { Currency = currency }, [.. lines[project]], rates))];
    }

    /// <summary>The money of each country's projects on one basis: of a project in several countries the stated share.</summary>
    public async Task<IReadOnlyList<ExplainedTotal>> OfCountriesAsync(
        IReadOnlyList<string> countries, FundingBasis basis, string? currency, CancellationToken cancellationToken)
    {
        var places = await store.PlacesInAsync(countries, cancellationToken);
        var byId = places.ToDictionary(place => place.Id, StringComparer.Ordinal);
        var lines = (await LinesAsync([.. byId.Keys], basis, null, cancellationToken)).ToLookup(line => line.ProjectId, StringComparer.Ordinal);
        var rates = await store.RatesAsync(null, cancellationToken);
        return
        [
            .. countries.Select(country =>
            {
                var here = places.Where(place => place.Beneficiaries.Any(share => share.Country == country)).Select(place => place.Id).ToList();
                var question = new TotalQuestion(basis, here) { Currency = currency, PartOfProject = project => byId[project].PartOf(country) };
                return TotalCalculator.Explain(question, [.. here.SelectMany(project => lines[project])], rates);
            }),
        ];
    }

    private Task<IReadOnlyList<TotalLine>> LinesAsync(IReadOnlyList<string> projects, FundingBasis basis, DateTimeOffset? asOf, CancellationToken cancellationToken) => basis switch
    {
        FundingBasis.Budget => BudgetLinesAsync(projects, asOf, cancellationToken),
        FundingBasis.Contribution => ContributionLinesAsync(projects, asOf, cancellationToken),
        FundingBasis.Commitment => TransactionLinesAsync(projects, TransactionType.OutgoingCommitment, asOf, cancellationToken),
        FundingBasis.Disbursement => TransactionLinesAsync(projects, TransactionType.Disbursement, asOf, cancellationToken),
        _ => throw new ArgumentOutOfRangeException(nameof(basis), basis, "Totals know four bases."),
    };

    private async Task<IReadOnlyList<TotalLine>> BudgetLinesAsync(IReadOnlyList<string> projects, DateTimeOffset? asOf, CancellationToken cancellationToken) =>
    [
        .. (await store.BudgetsOfAsync(projects, asOf, cancellationToken)).Select(budget =>
            new TotalLine(budget.Id, budget.Project, budget.Amount) { ValueDate = budget.ValueDate, Revises = budget.Original }),
    ];

    private async Task<IReadOnlyList<TotalLine>> ContributionLinesAsync(
        IReadOnlyList<string> projects, DateTimeOffset? asOf, CancellationToken cancellationToken)
    {
        var contributions = await store.ContributionsToAsync(projects, asOf, cancellationToken);
        var wholes = (await store.BudgetsAsync([.. contributions.Select(c => c.ShareOf).OfType<string>().Distinct(StringComparer.Ordinal)], asOf, cancellationToken))
            .OfType<Budget>().ToDictionary(budget => budget.Id, StringComparer.Ordinal);
        return
        [
            .. contributions.Select(contribution => new TotalLine(contribution.Id, contribution.Project, contribution.Amount)
            {
                ValueDate = contribution.ValueDate,
                SharePercent = contribution.SharePercent,
                ShareOf = contribution.ShareOf is { } whole ? wholes.GetValueOrDefault(whole)?.Amount : null,
            }),
        ];
    }

    private async Task<IReadOnlyList<TotalLine>> TransactionLinesAsync(
        IReadOnlyList<string> projects, TransactionType type, DateTimeOffset? asOf, CancellationToken cancellationToken) =>
    [
        .. (await store.TransactionsOfAsync(projects, new TransactionFilter(new TransactionTypeFilter(type)), asOf, cancellationToken)).Select(transaction =>
            new TotalLine(transaction.Id, transaction.Project, transaction.Amount) { ValueDate = transaction.ValueDate }),
    ];
}
