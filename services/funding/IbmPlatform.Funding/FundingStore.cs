using IbmPlatform.Funding.Contracts;
using IbmPlatform.Mongo.Client;
using IbmPlatform.Mongo.Protocol;
using IbmPlatform.ServiceDefaults;
using IbmPlatform.ServiceDefaults.Aggregates;
using IbmPlatform.ServiceDefaults.Filtering;
using IbmPlatform.ServiceDefaults.Paging;
using IbmPlatform.Values.Totals;
using Microsoft.Extensions.DependencyInjection;

namespace IbmPlatform.Funding;

/// <summary>Every query of the service.</summary>
public sealed class FundingStore(
    AggregateStore<Instrument> instruments, AggregateStore<Contribution> contributions, AggregateStore<Budget> budgets,
    AggregateStore<Transaction> transactions, AggregateStore<ExchangeRate> rates, [FromKeyedServices("funding")] ServiceDatabase database)
{
    internal const string Instruments = "instruments";
    internal const string Contributions = "contributions";
    internal const string Budgets = "budgets";
    internal const string Transactions = "transactions";
    internal const string ExchangeRates = "exchangeRates";
    internal const string Places = "projectPlaces";

    /// <summary>Instruments by id, in the order of the ids, as they stood at an instant; null: now.</summary>
    public Task<IReadOnlyList<Instrument?>> InstrumentsAsync(IReadOnlyList<string> ids, DateTimeOffset? asOf, CancellationToken cancellationToken) =>
        instruments.LoadStatesAsync(ids, asOf, cancellationToken);

    /// <summary>Contributions by id, in the order of the ids, as they stood at an instant; null: now.</summary>
    public Task<IReadOnlyList<Contribution?>> ContributionsAsync(IReadOnlyList<string> ids, DateTimeOffset? asOf, CancellationToken cancellationToken) =>
        contributions.LoadStatesAsync(ids, asOf, cancellationToken);

    /// <summary>Budgets by id, in the order of the ids, as they stood at an instant; null: now.</summary>
    public Task<IReadOnlyList<Budget?>> BudgetsAsync(IReadOnlyList<string> ids, DateTimeOffset? asOf, CancellationToken cancellationToken) =>
        budgets.LoadStatesAsync(ids, asOf, cancellationToken);

    /// <summary>Transactions by id, in the order of the ids, as they stood at an instant; null: now.</summary>
    public Task<IReadOnlyList<Transaction?>> TransactionsAsync(IReadOnlyList<string> ids, DateTimeOffset? asOf, CancellationToken cancellationToken) =>
        transactions.LoadStatesAsync(ids, asOf, cancellationToken);

    /// <summary>All instruments by id.</summary>
    public Task<IReadOnlyList<Instrument>> AllInstrumentsAsync(DateTimeOffset? asOf, CancellationToken cancellationToken) => instruments.ListStatesAsync([], asOf, cancellationToken);

    /// <summary>A page of contributions by id.</summary>
    public async Task<Connection<Contribution>> PageAsync(ContributionFilter? where, PageRequest page, DateTimeOffset? asOf, CancellationToken cancellationToken) =>
        (await contributions.PageAsync(Translate(where ?? new()), [], page, asOf, cancellationToken)).Select(stored => stored.State);

    /// <summary>Contributions to projects, by id.</summary>
    public Task<IReadOnlyList<Contribution>> ContributionsToAsync(IEnumerable<string> projects, DateTimeOffset? asOf, CancellationToken cancellationToken) =>
        contributions.ListStatesAsync(Conditions.In("state.project", projects), asOf, cancellationToken);

    /// <summary>Contributions of donors, by id.</summary>
    public Task<IReadOnlyList<Contribution>> ContributionsByAsync(IEnumerable<string> donors, DateTimeOffset? asOf, CancellationToken cancellationToken) =>
        contributions.ListStatesAsync(Conditions.In("state.donor", donors), asOf, cancellationToken);

    /// <summary>Contributions through instruments, by id.</summary>
    public Task<IReadOnlyList<Contribution>> ContributionsThroughAsync(IEnumerable<string> ids, DateTimeOffset? asOf, CancellationToken cancellationToken) =>
        contributions.ListStatesAsync(Conditions.In("state.instrument", ids), asOf, cancellationToken);

    /// <summary>Budgets of projects, by id.</summary>
    public Task<IReadOnlyList<Budget>> BudgetsOfAsync(IEnumerable<string> projects, DateTimeOffset? asOf, CancellationToken cancellationToken) =>
        budgets.ListStatesAsync(Conditions.In("state.project", projects), asOf, cancellationToken);

    /// <summary>Transactions of projects, by id.</summary>
    public Task<IReadOnlyList<Transaction>> TransactionsOfAsync(
        IEnumerable<string> projects, TransactionFilter? where, DateTimeOffset? asOf, CancellationToken cancellationToken) =>
        transactions.ListStatesAsync(Conditions.And([Conditions.In("state.project", projects), Translate(where ?? new())]), asOf, cancellationToken);

    /// <summary>The rates that the operator had loaded by an instant; null: by now.</summary>
    public async Task<IExchangeRates> RatesAsync(DateTimeOffset? asOf, CancellationToken cancellationToken) => new ExchangeRateTable(
        (await rates.ListStatesAsync([], asOf, cancellationToken)).Select(rate => new RateUse(rate.From, rate.To, rate.Rate, rate.Date, rate.Source)));

    /// <summary>Where the projects work whose beneficiary is one of the countries, by project.</summary>
    internal Task<IReadOnlyList<ProjectPlaces>> PlacesInAsync(IEnumerable<string> countries, CancellationToken cancellationToken) =>
        database.ReadModel<ProjectPlaces>(Places).ListAsync(Conditions.In("state.beneficiaries.country", countries), null, cancellationToken);

    private static BsonDocument Translate(ContributionFilter filter)
    {
        var all = new List<BsonDocument>();
        if (filter.Id is { } id)
            all.Add(Conditions.On("_id", id));
        if (filter.Project is { } project)
            all.Add(Conditions.On("state.project", project));
        if (filter.Donor is { } donor)
            all.Add(Conditions.On("state.donor", donor));
        if (filter.Instrument is { } instrument)
            all.Add(Conditions.On("state.instrument", instrument));
        if (filter.Stated is { } stated)
            all.Add(stated ? StatesMoney() : Conditions.Not(StatesMoney()));
        Conditions.AddNested(all, filter.And, filter.Or, filter.Not, Translate);
        return Conditions.And(all);
    }

    private static BsonDocument StatesMoney() => Conditions.Or(
    [
        new BsonDocument("state.amount", new BsonDocument("$ne", BsonNull.Value)),
        new BsonDocument("state.sharePercent", new BsonDocument("$ne", BsonNull.Value)),
    ]);

    private static BsonDocument Translate(TransactionFilter filter)
    {
        var all = new List<BsonDocument>();
        if (filter.Type?.Eq is { } type)
            all.Add(Filter.Eq("state.type", BsonNames.Of(type)));
        if (filter.Type?.In is { } types)
            all.Add(Conditions.In("state.type", types.Select(BsonNames.Of)));
        if (filter.Provider is { } provider)
            all.Add(Conditions.On("state.provider", provider));
        if (filter.Receiver is { } receiver)
            all.Add(Conditions.On("state.receiver", receiver));
        return Conditions.And(all);
    }
}
