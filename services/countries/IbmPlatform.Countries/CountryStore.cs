using IbmPlatform.Countries.Contracts;
using IbmPlatform.Mongo.Client;
using IbmPlatform.Mongo.Protocol;
using IbmPlatform.ServiceDefaults.Aggregates;
using IbmPlatform.ServiceDefaults.Filtering;
using IbmPlatform.ServiceDefaults.Paging;

namespace IbmPlatform.Countries;

/// <summary>Every query of the service.</summary>
public sealed class CountryStore(
    AggregateStore<Country> countries, AggregateStore<Region> regions, AggregateStore<Border> borders, AggregateStore<BorderArea> areas,
    AggregateStore<Process> processes)
{
    internal const string Countries = "countries";
    internal const string Regions = "regions";
    internal const string Borders = "borders";
    internal const string BorderAreas = "borderAreas";
    internal const string Processes = "processes";

    /// <summary>Aggregates by id, in the order of the ids, as they stood at an instant; null: now.</summary>
    public Task<IReadOnlyList<Country?>> CountriesAsync(IReadOnlyList<string> ids, DateTimeOffset? asOf, CancellationToken cancellationToken) =>
        countries.LoadStatesAsync(ids, asOf, cancellationToken);

    /// <inheritdoc cref="CountriesAsync"/>
    public Task<IReadOnlyList<Region?>> RegionsAsync(IReadOnlyList<string> ids, DateTimeOffset? asOf, CancellationToken cancellationToken) =>
        regions.LoadStatesAsync(ids, asOf, cancellationToken);

    /// <inheritdoc cref="CountriesAsync"/>
    public Task<IReadOnlyList<Border?>> BordersAsync(IReadOnlyList<string> ids, DateTimeOffset? asOf, CancellationToken cancellationToken) =>
        borders.LoadStatesAsync(ids, asOf, cancellationToken);

    /// <inheritdoc cref="CountriesAsync"/>
    public Task<IReadOnlyList<BorderArea?>> BorderAreasAsync(IReadOnlyList<string> ids, DateTimeOffset? asOf, CancellationToken cancellationToken) =>
        areas.LoadStatesAsync(ids, asOf, cancellationToken);

    /// <inheritdoc cref="CountriesAsync"/>
    public Task<IReadOnlyList<Process?>> ProcessesAsync(IReadOnlyList<string> ids, DateTimeOffset? asOf, CancellationToken cancellationToken) =>
        processes.LoadStatesAsync(ids, asOf, cancellationToken);

    /// <summary>A page of countries by code.</summary>
    public async Task<Connection<Country>> PageAsync(CountryFilter? where, PageRequest page, DateTimeOffset? asOf, CancellationToken cancellationToken) =>
        (await countries.PageAsync(await ConditionAsync(where, asOf, cancellationToken), [new OrderKey("state.code")], page, asOf, cancellationToken))
        .Select(stored => stored.State);

    /// <summary>All regions, or those of one kind, by id.</summary>
    public Task<IReadOnlyList<Region>> AllRegionsAsync(RegionKind? kind, DateTimeOffset? asOf, CancellationToken cancellationToken) =>
        regions.ListStatesAsync(kind is { } one ? Filter.Eq("state.kind", BsonNames.Of(one)) : [], asOf, cancellationToken);

    /// <summary>Borders that touch every one of the countries, by id.</summary>
    public Task<IReadOnlyList<Border>> BordersBetweenAsync(IReadOnlyList<string> countryIds, DateTimeOffset? asOf, CancellationToken cancellationToken) =>
        borders.ListStatesAsync(Conditions.And(countryIds.Select(id => Filter.Eq("state.countries", id))), asOf, cancellationToken);

    /// <summary>All border areas by id.</summary>
    public Task<IReadOnlyList<BorderArea>> AllBorderAreasAsync(DateTimeOffset? asOf, CancellationToken cancellationToken) => areas.ListStatesAsync([], asOf, cancellationToken);

    /// <summary>All processes by id.</summary>
    public Task<IReadOnlyList<Process>> AllProcessesAsync(DateTimeOffset? asOf, CancellationToken cancellationToken) => processes.ListStatesAsync([], asOf, cancellationToken);

    /// <summary>Regions that list one of the countries or whose M49 code stands around one of them.</summary>
    public Task<IReadOnlyList<Region>> RegionsAroundAsync(IReadOnlyList<Country> around, DateTimeOffset? asOf, CancellationToken cancellationToken) =>
        regions.ListStatesAsync(
            Conditions.Or(
            [
                Conditions.In("state.countries", around.Select(country => country.Id)),
                Conditions.In("state.code", around.SelectMany(CountryKeys.RegionCodes)),
            ]),
            asOf,
            cancellationToken);

    /// <summary>Countries of geographic regions, by code.</summary>
    public Task<IReadOnlyList<Country>> CountriesOfRegionCodesAsync(IEnumerable<string> codes, DateTimeOffset? asOf, CancellationToken cancellationToken) =>
        countries.ListStatesAsync(Conditions.In("keys.regions", codes), asOf, cancellationToken);

    /// <summary>Borders that touch one of the countries, by id.</summary>
    public Task<IReadOnlyList<Border>> BordersTouchingAsync(IEnumerable<string> countryIds, DateTimeOffset? asOf, CancellationToken cancellationToken) =>
        borders.ListStatesAsync(Conditions.In("state.countries", countryIds), asOf, cancellationToken);

    /// <summary>Areas that lie on one of the borders, by id.</summary>
    public Task<IReadOnlyList<BorderArea>> AreasOnAsync(IEnumerable<string> borderIds, DateTimeOffset? asOf, CancellationToken cancellationToken) =>
        areas.ListStatesAsync(Conditions.In("state.borders", borderIds), asOf, cancellationToken);

    private async Task<BsonDocument> ConditionAsync(CountryFilter? where, DateTimeOffset? asOf, CancellationToken cancellationToken)
    {
        if (where is null)
            return [];
        RelationLimit.Check(Relations(where), "regions");
        return await TranslateAsync(where, asOf, cancellationToken);
    }

    private static IEnumerable<object> Relations(CountryFilter filter) =>
        new object?[] { filter.Regions }.OfType<object>().Concat((filter.And ?? []).Concat(filter.Or ?? []).SelectMany(Relations))
            .Concat(filter.Not is null ? [] : Relations(filter.Not));

    private async Task<BsonDocument> TranslateAsync(CountryFilter filter, DateTimeOffset? asOf, CancellationToken cancellationToken)
    {
        var all = new List<BsonDocument>();
        if (filter.Code is { } code)
            all.Add(Conditions.On("state.code", code));
        if (filter.Alpha3 is { } alpha3)
            all.Add(Conditions.On("state.alpha3", alpha3));
        if (filter.Name is { } name)
            all.Add(Conditions.On("keys.names", name));
        if (filter.Regions is { } relation)
            all.Add(await TranslateAsync(relation, asOf, cancellationToken));
        await Conditions.AddNestedAsync(all, filter.And, filter.Or, filter.Not, nested => TranslateAsync(nested, asOf, cancellationToken));
        return Conditions.And(all);
    }

    private Task<BsonDocument> TranslateAsync(RegionsFilter relation, DateTimeOffset? asOf, CancellationToken cancellationToken) => Conditions.OnRelatedAsync(
        relation.Some, relation.Every, relation.None, Translate, async condition => InRegions(await regions.ListStatesAsync(condition, asOf, cancellationToken)));

    private static BsonDocument Translate(RegionFilter filter)
    {
        var all = new List<BsonDocument>();
        if (filter.Id is { } id)
            all.Add(Conditions.On("_id", id));
        if (filter.Kind is { } kind)
            all.Add(Filter.Eq("state.kind", BsonNames.Of(kind)));
        return Conditions.And(all);
    }

    private static BsonDocument InRegions(IReadOnlyList<Region> found) => Conditions.Or(
    [
        Conditions.In("_id", found.SelectMany(region => region.Countries)),
        Conditions.In("keys.regions", found.Select(region => region.Code).OfType<string>()),
    ]);
}
