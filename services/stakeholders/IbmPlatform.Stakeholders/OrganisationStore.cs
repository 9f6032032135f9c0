using IbmPlatform.Mongo.Client;
using IbmPlatform.Mongo.Protocol;
using IbmPlatform.ServiceDefaults;
using IbmPlatform.ServiceDefaults.Aggregates;
using IbmPlatform.ServiceDefaults.Filtering;
using IbmPlatform.ServiceDefaults.Paging;
using IbmPlatform.Stakeholders.Contracts;
using IbmPlatform.Values;
using Microsoft.Extensions.DependencyInjection;

namespace IbmPlatform.Stakeholders;

/// <summary>Every query of the service.</summary>
public sealed class OrganisationStore(
    AggregateStore<Organisation> organisations, AggregateStore<Participation> participations, AggregateStore<ParticipationClaims> claims,
    [FromKeyedServices("stakeholders")] ServiceDatabase database)
{
    internal const string Organisations = "organisations";
    internal const string Participations = "participations";
    internal const string ParticipationClaims = "participationClaims";
    internal const string CountryNames = "countryNames";

    /// <summary>Organisations by id, in the order of the ids; null for an unknown one.</summary>
    public Task<IReadOnlyList<Stored<Organisation>?>> LoadAsync(IReadOnlyList<string> ids, DateTimeOffset? asOf, CancellationToken cancellationToken) =>
        organisations.LoadAsync(ids, asOf, cancellationToken);

    /// <summary>Participations by id, in the order of the ids; null for an unknown one.</summary>
    public async Task<IReadOnlyList<Participation?>> LoadParticipationsAsync(IReadOnlyList<string> ids, DateTimeOffset? asOf, CancellationToken cancellationToken) =>
        await participations.LoadStatesAsync(ids, asOf, cancellationToken).ConfigureAwait(false);

    /// <summary>The organisation that a lookup names; null when there is none.</summary>
    public async Task<Stored<Organisation>?> FindAsync(OrganisationLookup by, DateTimeOffset? asOf, CancellationToken cancellationToken)
    {
        if (by.Id is { } id)
            return (await LoadAsync([id], asOf, cancellationToken))[0];
        var condition = by switch
        {
            { Slug: { } slug } => Filter.Eq("state.slug", slug),
            { Label: { } label } => Filter.Eq("keys.labels", OrganisationKeys.Fold(label)),
            { Identifier: { } code } => new BsonDocument(
                "state.identifiers", new BsonDocument("$elemMatch", new BsonDocument { ["scheme"] = code.Scheme, ["code"] = code.Code })),
            _ => throw new InvalidOperationException("A lookup names exactly one way."),
        };
        var found = await organisations.ListAsync(condition, [], asOf, cancellationToken);
        return found.Count == 0 ? null : found[0];
    }

    /// <summary>A page of organisations.</summary>
    public async Task<Connection<Stored<Organisation>>> PageAsync(
        OrganisationFilter? where, IReadOnlyList<OrganisationOrder>? orderBy, PageRequest page, DateTimeOffset? asOf, CancellationToken cancellationToken) =>
        await organisations.PageAsync(await ConditionAsync(where, asOf, cancellationToken), (orderBy ?? []).Select(KeyOf), page, asOf, cancellationToken);

    /// <summary>Organisations of countries, by id.</summary>
    public Task<IReadOnlyList<Stored<Organisation>>> BasedInAsync(IEnumerable<string> countries, DateTimeOffset? asOf, CancellationToken cancellationToken) =>
        organisations.ListAsync(Conditions.In("state.country", countries), [], asOf, cancellationToken);

    /// <summary>Participations in projects, by id.</summary>
    public Task<IReadOnlyList<Participation>> OfProjectsAsync(
        IEnumerable<string> projects, ParticipationRole? role, DateTimeOffset? asOf, CancellationToken cancellationToken) =>
        participations.ListStatesAsync(Conditions.And([Conditions.In("state.project", projects), OfRole(role)]), asOf, cancellationToken);

    /// <summary>Participations of organisations, by id.</summary>
    public Task<IReadOnlyList<Participation>> OfOrganisationsAsync(
        IEnumerable<string> ids, ParticipationRole? role, DateTimeOffset? asOf, CancellationToken cancellationToken) =>
        participations.ListStatesAsync(Conditions.And([Conditions.In("state.organisation", ids), OfRole(role)]), asOf, cancellationToken);

    /// <summary>What sources say about participants of projects that no participation holds, by id.</summary>
    public Task<IReadOnlyList<ParticipationClaims>> ClaimsOfProjectsAsync(
        IEnumerable<string> projects, ParticipationRole? role, DateTimeOffset? asOf, CancellationToken cancellationToken) =>
        claims.ListStatesAsync(Conditions.And([Conditions.In("state.project", projects), OfRole(role)]), asOf, cancellationToken);

    /// <summary>How many organisations that a filter finds have each type or country; the most frequent first.</summary>
    public async Task<IReadOnlyList<FacetBucket>> CountByAsync(BsonDocument filter, string path, DateTimeOffset? asOf, CancellationToken cancellationToken)
    {
        if (asOf is not null)
            return await CountPastAsync(filter, path, asOf, cancellationToken);
        var pipeline = new BsonDocument[]
        {
            new("$match", filter),
            new("$group", new BsonDocument { ["_id"] = "$" + path, ["count"] = new BsonDocument("$sum", 1) }),
            new("$sort", new BsonDocument { ["count"] = -1, ["_id"] = 1 }),
        };
        var buckets = new List<FacetBucket>();
        foreach (var group in await organisations.Documents.AggregateAsync<BsonDocument>(pipeline, cancellationToken: cancellationToken))
            buckets.Add(new(group["_id"] is BsonString key ? key.Value : null, null, group["count"].ToInt32()));
        return buckets;
    }

    private async Task<IReadOnlyList<FacetBucket>> CountPastAsync(BsonDocument filter, string path, DateTimeOffset? asOf, CancellationToken cancellationToken) =>
    [
        .. (await organisations.ListAsync(filter, [], asOf, cancellationToken))
            .GroupBy(organisation => path == OrganisationFacets.CountryPath
                ? organisation.State.Country is { } country ? EntityId.Parse(country).Key : ""
                : BsonNames.Of(organisation.State.Type))
            .Select(group => new FacetBucket(group.Key.Length == 0 ? null : group.Key, null, group.Count()))
            .OrderByDescending(bucket => bucket.Count).ThenBy(bucket => bucket.Key, StringComparer.Ordinal),
    ];

    /// <summary>What countries are called, by their codes; those that are not known are not among them.</summary>
    public async Task<IReadOnlyDictionary<string, LocalizedText>> CountryNamesAsync(IEnumerable<string> codes, CancellationToken cancellationToken)
    {
        var found = await database.ReadModel<CountryName>(CountryNames).LoadAsync([.. codes.Select(code => "country/" + code)], cancellationToken);
        return found.OfType<CountryName>().ToDictionary(country => EntityId.Parse(country.Id).Key, country => country.Name, StringComparer.Ordinal);
    }

    private static OrderKey KeyOf(OrganisationOrder order) => order switch
    {
        { Name: { } name } => new("keys.name", name == SortDirection.Desc),
        { UpdatedAt: { } updated } => new("updatedAt", updated == SortDirection.Desc),
        _ => throw new InvalidOperationException("An order names exactly one key."),
    };

    private async Task<BsonDocument> ConditionAsync(OrganisationFilter? where, DateTimeOffset? asOf, CancellationToken cancellationToken)
    {
        if (where is null)
            return [];
        RelationLimit.Check(Relations(where), "roles");
        return await TranslateAsync(where, asOf, cancellationToken);
    }

    private static IEnumerable<object> Relations(OrganisationFilter filter) =>
        new object?[] { filter.Role }.OfType<object>().Concat((filter.And ?? []).Concat(filter.Or ?? []).SelectMany(Relations))
            .Concat(filter.Not is null ? [] : Relations(filter.Not));

    private async Task<BsonDocument> TranslateAsync(OrganisationFilter filter, DateTimeOffset? asOf, CancellationToken cancellationToken)
    {
        var all = new List<BsonDocument>();
        if (filter.Id is { } id)
            all.Add(Conditions.On("_id", id));
        if (filter.Slug is { } slug)
            all.Add(Conditions.On("state.slug", slug));
        if (filter.Name is { } name)
            all.Add(Conditions.On("keys.names", name));
        if (filter.Acronym is { } acronym)
            all.Add(Conditions.On("state.acronym", acronym));
        if (filter.Country is { } country)
            all.Add(Conditions.On("keys.country", country));
        if (filter.Type?.Eq is { } type)
            all.Add(Filter.Eq("state.type", BsonNames.Of(type)));
        if (filter.Type?.In is { } types)
            all.Add(Conditions.In("state.type", types.Select(BsonNames.Of)));
        if (filter.Role is { } role)
            all.Add(await WithRoleAsync(role, asOf, cancellationToken));
        await Conditions.AddNestedAsync(all, filter.And, filter.Or, filter.Not, nested => TranslateAsync(nested, asOf, cancellationToken));
        return Conditions.And(all);
    }

    private async Task<BsonDocument> WithRoleAsync(ParticipationRole role, DateTimeOffset? asOf, CancellationToken cancellationToken)
    {
        var found = await participations.ListStatesAsync(OfRole(role), asOf, cancellationToken);
        return Conditions.In("_id", found.Select(participation => participation.Organisation).OfType<string>());
    }

    private static BsonDocument OfRole(ParticipationRole? role) => role is { } one ? Filter.Eq("state.role", BsonNames.Of(one)) : [];
}
