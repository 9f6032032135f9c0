using IbmPlatform.Funding.Contracts;
using IbmPlatform.Mongo.Client;
using IbmPlatform.Projects.Contracts;
using IbmPlatform.ServiceDefaults.Filtering;
using IbmPlatform.ServiceDefaults.Hosting;
using IbmPlatform.ServiceDefaults.Schema;
using IbmPlatform.Values;
using IbmPlatform.Values.Totals;
using Microsoft.Extensions.DependencyInjection;

namespace IbmPlatform.Funding;

/// <summary>Instruments, contributions, budgets, transactions, exchange rates, and totals over them.</summary>
public sealed class FundingService : IServiceModule
{
    /// <inheritdoc/>
    public string Name => "funding";

    /// <inheritdoc/>
    public void Configure(ModuleBuilder module)
    {
        module.Owns<Instrument, InstrumentChanged>("instrument", FundingStore.Instruments, instrument => instrument.Id);
        module.Owns<Contribution, ContributionChanged>(
            "contribution", FundingStore.Contributions, contribution => contribution.Id, null,
            new IndexModel(Sort.Ascending("state.project")),
            new IndexModel(Sort.Ascending("state.donor")),
            new IndexModel(Sort.Ascending("state.instrument")));
        module.Owns<Budget, BudgetChanged>("budget", FundingStore.Budgets, budget => budget.Id, null, new IndexModel(Sort.Ascending("state.project")));
        module.Owns<Transaction, TransactionChanged>(
            "transaction", FundingStore.Transactions, transaction => transaction.Id, null, new IndexModel(Sort.Ascending("state.project")));
        module.Owns<ExchangeRate, ExchangeRateChanged>("exchange-rate", FundingStore.ExchangeRates, rate => rate.Id);
        module.Follows<Project, ProjectChanged, ProjectPlaces>(
            "projects/project", FundingStore.Places, ProjectPlaces.Of, new IndexModel(Sort.Ascending("state.beneficiaries.country")));
        module.Loads<Instrument>("instruments.json").Loads<Contribution>("contributions.json").Loads<Budget>("budgets.json");
        module.Loads<ExchangeRate>("exchange-rates.json");
        module.Services.AddSingleton<FundingStore>().AddSingleton<FundingTotals>();
        module.Serves([EmbeddedText.Read(typeof(FundingService), "funding.graphql"), TotalsSdl.Text, ValuesSdl.Text, FiltersSdl.Text], b =>
        {
            b.AddValues(ValueEntities.Stubs<SourceDocumentReference, OrganisationReference>()).AddFilters().AddTotals(typeof(LineFields));
            b.Query(typeof(FundingQueries));
            b.Object<Instrument>("Instrument", typeof(InstrumentFields), typeof(ClaimedFields<Instrument>)).Object<Contribution>("Contribution", typeof(ContributionFields), typeof(ClaimedFields<Contribution>));
            b.Object<Budget>("Budget", typeof(BudgetFields), typeof(ClaimedFields<Budget>)).Object<Transaction>("Transaction", typeof(TransactionFields), typeof(ClaimedFields<Transaction>));
            b.Object<ProjectReference>("Project", typeof(ProjectFields), typeof(ReferenceFields<ProjectReference>));
            b.Object<CountryReference>("Country", typeof(CountryFields), typeof(ReferenceFields<CountryReference>));
            b.Object<OrganisationReference>("Organisation", typeof(OrganisationFields), typeof(ReferenceFields<OrganisationReference>));
            b.Object<SourceDocumentReference>("SourceDocument").Enum<TransactionType>("TransactionType");
            b.Input<ContributionFilter>("ContributionFilter").Input<TransactionFilter>("TransactionFilter").Input<TransactionTypeFilter>("TransactionTypeFilter");
            b.Connection<Contribution>("Contribution").Connection<Transaction>("Transaction");
        });
    }
}
