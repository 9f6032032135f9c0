using IbmPlatform.Funding.Contracts;
using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Projects.Contracts;
using IbmPlatform.ServiceDefaults;
using IbmPlatform.ServiceDefaults.Filtering;
using IbmPlatform.ServiceDefaults.Streams;
using IbmPlatform.Values;
using IbmPlatform.Values.Totals;
using Microsoft.Extensions.DependencyInjection;

namespace IbmPlatform.Reports.Following;

/// <summary>Every query for what this service keeps of others' records.</summary>
internal sealed class FollowedStore(
    [FromKeyedServices(ReportsService.ServiceName)] ServiceDatabase database, ProjectChoice choice, TimeProvider time)
{
    private readonly ReadModel<FollowedProject> projects = database.ReadModel<FollowedProject>(Collections.Projects);
    private readonly ReadModel<Named> names = database.ReadModel<Named>(Collections.Names);
    private readonly ReadModel<FollowedRegion> regions = database.ReadModel<FollowedRegion>(Collections.Regions);
    private readonly ReadModel<FollowedDocument> documents = database.ReadModel<FollowedDocument>(Collections.Documents);
    private readonly ReadModel<FollowedParticipation> participations = database.ReadModel<FollowedParticipation>(Collections.Participations);
    private readonly ReadModel<FollowedLine> lines = database.ReadModel<FollowedLine>(Collections.Lines);
    private readonly ReadModel<ExchangeRate> rates = database.ReadModel<ExchangeRate>(Collections.Rates);

    public PartialDate Today => PartialDate.FromDate(DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime));

    /// <summary>The projects that a filter chooses, by id.</summary>
    public async Task<IReadOnlyList<Project>> ProjectsAsync(ProjectFilter? where, CancellationToken cancellationToken) =>
        Of(await projects.ListAsync(await choice.ConditionAsync(where, Today, cancellationToken).ConfigureAwait(false), null, cancellationToken)
            .ConfigureAwait(false));

    /// <summary>Projects by id, in the order of the ids; null for an unknown one.</summary>
    public async Task<IReadOnlyList<Project?>> ProjectsAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken) =>
        [.. (await projects.LoadAsync(ids, cancellationToken).ConfigureAwait(false)).Select(p => p?.Project)];

    /// <summary>The projects of which any of the countries is a beneficiary, by id.</summary>
    public async Task<IReadOnlyList<Project>> ProjectsInAsync(IEnumerable<string> countries, CancellationToken cancellationToken)
    {
        var beneficiary = Conditions.And([Conditions.In("country", countries), new BsonDocument("role", BsonNames.Of(CountryRole.Beneficiary))]);
        return Of(await projects.ListAsync(new BsonDocument(ProjectConditions.Countries, new BsonDocument("$elemMatch", beneficiary)), null, cancellationToken)
            .ConfigureAwait(false));
    }

    /// <summary>What entities are called, by their ids; those that are not known are not among them.</summary>
    public async Task<IReadOnlyDictionary<string, LocalizedText>> NamesAsync(IEnumerable<string> ids, CancellationToken cancellationToken)
    {
        List<string> asked = [.. ids.Distinct(StringComparer.Ordinal)];
        var found = asked.Count == 0 ? [] : await names.LoadAsync(asked, cancellationToken).ConfigureAwait(false);
        return found.OfType<Named>().ToDictionary(n => n.Id, n => n.Name, StringComparer.Ordinal);
    }

    public Task<IReadOnlyList<FollowedRegion>> RegionsAsync(CancellationToken cancellationToken) => regions.ListAsync([], null, cancellationToken);

    public async Task<IReadOnlyDictionary<string, FollowedDocument>> DocumentsAsync(IEnumerable<string> ids, CancellationToken cancellationToken) =>
        (await documents.ListAsync(Conditions.In("_id", ids), null, cancellationToken).ConfigureAwait(false)).ToDictionary(d => d.Id, StringComparer.Ordinal);

    public async Task<ILookup<string, FollowedParticipation>> ParticipationsAsync(IEnumerable<string> projectIds, CancellationToken cancellationToken) =>
        (await participations.ListAsync(Conditions.In("state.project", projectIds), null, cancellationToken).ConfigureAwait(false))
            .ToLookup(p => p.Project, StringComparer.Ordinal);

    /// <summary>All lines of the projects, by project.</summary>
    public async Task<ILookup<string, FollowedLine>> LinesAsync(IEnumerable<string> projectIds, CancellationToken cancellationToken) =>
        (await lines.ListAsync(Conditions.In("state.project", projectIds), null, cancellationToken).ConfigureAwait(false))
            .ToLookup(l => l.Project, StringComparer.Ordinal);

    /// <summary>The amounts of the budgets that contributions are shares of, by the budgets' ids.</summary>
    public async Task<IReadOnlyDictionary<string, Money>> AmountsAsync(IEnumerable<string> budgets, CancellationToken cancellationToken)
    {
        List<string> asked = [.. budgets.Distinct(StringComparer.Ordinal)];
        var found = asked.Count == 0 ? [] : await lines.LoadAsync(asked, cancellationToken).ConfigureAwait(false);
        return found.OfType<FollowedLine>().Where(l => l.Amount is not null).ToDictionary(l => l.Id, l => l.Amount!, StringComparer.Ordinal);
    }

    /// <summary>The rates that the operator has loaded.</summary>
    public async Task<IExchangeRates> RatesAsync(CancellationToken cancellationToken) => new ExchangeRateTable(
        (await rates.ListAsync([], null, cancellationToken).ConfigureAwait(false)).Select(r => new RateUse(r.From, r.To, r.Rate, r.Date, r.Source)));

    private static IReadOnlyList<Project> Of(IReadOnlyList<FollowedProject> found) => [.. found.Select(p => p.Project)];
}
