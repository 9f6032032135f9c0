using IbmPlatform.GraphQL.Errors;
using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Projects.Contracts;
using IbmPlatform.ServiceDefaults;
using IbmPlatform.ServiceDefaults.Aggregates;
using IbmPlatform.ServiceDefaults.Events;
using IbmPlatform.ServiceDefaults.Filtering;
using IbmPlatform.ServiceDefaults.Paging;
using IbmPlatform.ServiceDefaults.Schema;
using IbmPlatform.ServiceDefaults.Streams;
using IbmPlatform.Values;
using Microsoft.Extensions.DependencyInjection;

namespace IbmPlatform.Projects;

/// <summary>Builds every query for projects.</summary>
internal sealed class ProjectStore(
    AggregateStore<Project> projects, [FromKeyedServices(ProjectStore.Service)] ServiceDatabase database, TimeProvider time)
{
    public const string Service = "projects";

    private readonly ReadModel<ProjectParticipation> participations = database.ReadModel<ProjectParticipation>("participations");
    private readonly ReadModel<ProjectInstrument> instruments = database.ReadModel<ProjectInstrument>("instruments");
    private readonly ReadModel<CountryName> countryNames = database.ReadModel<CountryName>("countryNames");
    private readonly ReadModel<RegionCountries> regions = database.ReadModel<RegionCountries>("regions");

    /// <summary>The day of an instant; null: today.</summary>
    public PartialDate DayOf(DateTimeOffset? asOf)
    {
        var at = (asOf ?? time.GetUtcNow()).ToUniversalTime();
        return new(at.Year, at.Month, at.Day);
    }

    public Task<IReadOnlyList<Stored<Project>?>> LoadAsync(IReadOnlyList<string> ids, DateTimeOffset? asOf, CancellationToken cancellationToken) =>
        projects.LoadAsync(ids, asOf, cancellationToken);

    /// <summary>The id behind a lookup; null when there is none.</summary>
    public async Task<string?> FindIdAsync(ProjectLookup lookup, DateTimeOffset? asOf, CancellationToken cancellationToken)
    {
        if (lookup.Id is not null)
            return lookup.Id;
        var filter = lookup.Slug is { } slug
            ? new BsonDocument("state.slug", slug)
            : new BsonDocument("state.identifiers", new BsonDocument("$elemMatch", new BsonDocument
            {
                ["scheme"] = lookup.Identifier!.Scheme,
                ["code"] = lookup.Identifier.Code,
            }));
        var found = await projects.ListAsync(filter, [], asOf, cancellationToken).ConfigureAwait(false);
        return found.Count == 0 ? null : found[0].Id;
    }

    /// <summary>Whether an organisation takes part in a project in any role.</summary>
    public async Task<bool> TakesPartAsync(string organisation, string project, CancellationToken cancellationToken) =>
        (await participations.ListAsync(new BsonDocument { ["state.organisation"] = organisation, ["state.project"] = project }, null, cancellationToken)
            .ConfigureAwait(false)).Count > 0;

    public async Task<Connection<Stored<Project>>> PageAsync(
        ProjectFilter? where, IReadOnlyList<ProjectOrder>? orderBy, PageRequest page, DateTimeOffset? asOf, CancellationToken cancellationToken) =>
        await projects.PageAsync(await ConditionAsync(where, asOf, cancellationToken).ConfigureAwait(false), Order(orderBy), page, asOf, cancellationToken)
            .ConfigureAwait(false);

    /// <summary>The projects whose field holds any of the values, of which the caller picks each parent's own.</summary>
    public async Task<IReadOnlyList<Stored<Project>>> WithAnyAsync(
        string path, IEnumerable<string> values, ProjectFilter? where, IReadOnlyList<ProjectOrder>? orderBy, DateTimeOffset? asOf,
        CancellationToken cancellationToken)
    {
        var condition = await ConditionAsync(where, asOf, cancellationToken).ConfigureAwait(false);
        return await projects.ListAsync(Conditions.And([Conditions.In(path, values), condition]), Order(orderBy), asOf, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The projects that held any of the values at an instant, as they stood then.</summary>
    public Task<IReadOnlyList<Stored<Project>>> WithAnyAtAsync(string path, IEnumerable<string> values, DateTimeOffset at, CancellationToken cancellationToken) =>
        projects.HoldingAtAsync(path, values, at, cancellationToken);

    /// <summary>The changes of projects from now on; of some ids, or of all.</summary>
    public IAsyncEnumerable<LoggedEvent> ListenAsync(HashSet<string>? ids, CancellationToken cancellationToken) =>
        projects.ListenAsync(change => ids is null || ids.Contains(change.Aggregate), cancellationToken);

    /// <summary>A project as a change left it, if a filter finds that; relations to others' records count as they are now.</summary>
    public async Task<Stored<Project>?> AsLeftByAsync(LoggedEvent change, ProjectFilter? where, CancellationToken cancellationToken) =>
        await projects.AsLeftByAsync(change, await ConditionAsync(where, null, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);

    /// <summary>As <see cref="AsLeftByAsync"/>, by the change before.</summary>
    public async Task<Stored<Project>?> AsBeforeAsync(LoggedEvent change, ProjectFilter? where, CancellationToken cancellationToken)
    {
        var before = await projects.HistoryAsync(change.Aggregate, change.Version, 1, cancellationToken).ConfigureAwait(false);
        return before.Count == 0 ? null : await AsLeftByAsync(before[0], where, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>All that a connection's filter found, for facets.</summary>
    public Task<IReadOnlyList<Stored<Project>>> ListAsync(BsonDocument filter, DateTimeOffset? asOf, CancellationToken cancellationToken) =>
        projects.ListAsync(filter, [], asOf, cancellationToken);

    /// <summary>What countries are called, by their codes; those that are not known are not among them.</summary>
    public async Task<Dictionary<string, LocalizedText>> CountryNamesAsync(IEnumerable<string> codes, CancellationToken cancellationToken)
    {
        var found = await countryNames.LoadAsync([.. codes.Select(code => "country/" + code)], cancellationToken).ConfigureAwait(false);
        return found.OfType<CountryName>().ToDictionary(country => EntityId.Parse(country.Id).Key, country => country.Name, StringComparer.Ordinal);
    }

    /// <summary>The countries of each region, by its id.</summary>
    public async Task<IReadOnlyDictionary<string, IReadOnlyList<string>>> CountriesOfAsync(
        IEnumerable<string> regionIds, CancellationToken cancellationToken)
    {
        var found = await regions.ListAsync(Conditions.In("_id", regionIds), null, cancellationToken).ConfigureAwait(false);
        return found.ToDictionary(r => r.Region, r => r.Countries, StringComparer.Ordinal);
    }

    /// <summary>What a filter asks of a project's document.</summary>
    /// <exception cref="GraphQLException">The filter is one that is not answered.</exception>
    public async Task<BsonDocument> ConditionAsync(ProjectFilter? filter, DateTimeOffset? asOf, CancellationToken cancellationToken)
    {
        if (filter is null)
            return [];
        RelationLimit.Check(Relations(filter), "regions, participations or instruments");
        return await TranslateAsync(filter, asOf, cancellationToken).ConfigureAwait(false);
    }

    private static IEnumerable<object> Relations(ProjectFilter filter) =>
        new object?[] { filter.Regions, filter.Participations, filter.Instruments }.OfType<object>()
            .Concat((filter.And ?? []).Concat(filter.Or ?? []).SelectMany(Relations))
            .Concat(filter.Not is null ? [] : Relations(filter.Not));

    private async Task<BsonDocument> TranslateAsync(ProjectFilter filter, DateTimeOffset? asOf, CancellationToken cancellationToken)
    {
        var all = ProjectConditions.OnOwnFields(filter, DayOf(asOf)).ToList();
        if (filter.Regions is { } inRegions)
        {
            PastReading.RefuseFilter(asOf, "regions");
            all.Add(await Conditions.OnRelatedAsync(inRegions.Some, inRegions.Every, inRegions.None, OnRegion, async condition =>
                Conditions.In("state.countries.country", (await regions.ListAsync(condition, null, cancellationToken).ConfigureAwait(false)).SelectMany(r => r.Countries)))
                .ConfigureAwait(false));
        }
        if (filter.Participations is { } taking)
        {
            PastReading.RefuseFilter(asOf, "participations");
            all.Add(await Conditions.OnRelatedAsync(taking.Some, taking.Every, taking.None, OnParticipation, async condition =>
                Conditions.In("_id", (await participations.ListAsync(condition, null, cancellationToken).ConfigureAwait(false)).Select(p => p.Project)))
                .ConfigureAwait(false));
        }
        if (filter.Instruments is { } paying)
        {
            PastReading.RefuseFilter(asOf, "instruments");
            all.Add(await Conditions.OnRelatedAsync(paying.Some, paying.Every, paying.None, OnInstrument, async condition =>
                Conditions.In("_id", (await instruments.ListAsync(Conditions.And([Stated, condition]), null, cancellationToken).ConfigureAwait(false)).Select(i => i.Project)))
                .ConfigureAwait(false));
        }
        await Conditions.AddNestedAsync(all, filter.And, filter.Or, filter.Not, nested => TranslateAsync(nested, asOf, cancellationToken)).ConfigureAwait(false);
        return Conditions.And(all);
    }

    private static BsonDocument OnRegion(RegionFilter filter) => Conditions.And(
    [
        filter.Id is { } id ? Conditions.On("_id", id) : [],
        filter.Kind is { } kind ? new BsonDocument("state.kind", BsonNames.Of(kind)) : [],
    ]);

    private static BsonDocument OnParticipation(ParticipationFilter filter) => Conditions.And(
    [
        filter.Organisation is { } organisation ? Conditions.On("state.organisation", organisation) : [],
        filter.Role?.Eq is { } role ? new BsonDocument("state.role", BsonNames.Of(role)) : [],
        filter.Role?.In is { } roles ? Conditions.In("state.role", roles.Select(r => BsonNames.Of(r))) : [],
    ]);

    // A contribution whose instrument is not stated says nothing about instruments.
    private static BsonDocument Stated => new("state.instrument", new BsonDocument("$ne", BsonNull.Value));

    private static BsonDocument OnInstrument(InstrumentFilter filter) => filter.Id is { } id ? Conditions.On("state.instrument", id) : [];

    private static IEnumerable<OrderKey> Order(IReadOnlyList<ProjectOrder>? orderBy) => (orderBy ?? []).Select(order => order switch
    {
        { Start: { } direction } => new OrderKey("keys.start", direction == SortDirection.Desc),
        { End: { } direction } => new OrderKey("keys.end", direction == SortDirection.Desc),
        { Name: { } direction } => new OrderKey("keys.name", direction == SortDirection.Desc),
        var other => new OrderKey("updatedAt", other.UpdatedAt == SortDirection.Desc),
    });
}
