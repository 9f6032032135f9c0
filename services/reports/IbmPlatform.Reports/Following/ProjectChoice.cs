using IbmPlatform.GraphQL.Errors;
using IbmPlatform.Mongo.Protocol;
using IbmPlatform.ServiceDefaults;
using IbmPlatform.ServiceDefaults.Filtering;
using IbmPlatform.ServiceDefaults.Streams;
using IbmPlatform.Values;
using IbmPlatform.Values.Totals;
using Microsoft.Extensions.DependencyInjection;

namespace IbmPlatform.Reports.Following;

/// <summary>Builds the query of a project filter; where it asks for others' records, those are looked up first.</summary>
internal sealed class ProjectChoice([FromKeyedServices(ReportsService.ServiceName)] ServiceDatabase database)
{
    private readonly ReadModel<FollowedParticipation> participations = database.ReadModel<FollowedParticipation>(Collections.Participations);
    private readonly ReadModel<FollowedLine> lines = database.ReadModel<FollowedLine>(Collections.Lines);
    private readonly ReadModel<FollowedRegion> regions = database.ReadModel<FollowedRegion>(Collections.Regions);

    /// <exception cref="GraphQLException">It asks for more relations than one request may.</exception>
    public async Task<BsonDocument> ConditionAsync(ProjectFilter? filter, PartialDate today, CancellationToken cancellationToken)
    {
        if (filter is null)
            return [];
        RelationLimit.Check(Relations(filter), "regions, participations or instruments");
        return await TranslateAsync(filter, today, cancellationToken).ConfigureAwait(false);
    }

    private static IEnumerable<object> Relations(ProjectFilter filter) =>
        new object?[] { filter.Regions, filter.Participations, filter.Instruments }.OfType<object>()
            .Concat((filter.And ?? []).Concat(filter.Or ?? []).SelectMany(Relations))
            .Concat(filter.Not is null ? [] : Relations(filter.Not));

    private async Task<BsonDocument> TranslateAsync(ProjectFilter filter, PartialDate today, CancellationToken cancellationToken)
    {
        var all = ProjectConditions.OnOwnFields(filter, today).ToList();
        if (filter.Regions is { } inRegions)
        {
            all.Add(await Conditions.OnRelatedAsync(inRegions.Some, inRegions.Every, inRegions.None, OnRegion, async condition => Conditions.In(
                $"{ProjectConditions.Countries}.country",
                (await regions.ListAsync(condition, null, cancellationToken).ConfigureAwait(false)).SelectMany(r => r.Countries))).ConfigureAwait(false));
        }
        if (filter.Participations is { } taking)
        {
            all.Add(await Conditions.OnRelatedAsync(taking.Some, taking.Every, taking.None, OnParticipation, async condition =>
                Conditions.In("_id", (await participations.ListAsync(condition, null, cancellationToken).ConfigureAwait(false)).Select(p => p.Project)))
                .ConfigureAwait(false));
        }
        if (filter.Instruments is { } paying)
        {
            all.Add(await Conditions.OnRelatedAsync(paying.Some, paying.Every, paying.None, OnInstrument, async condition =>
                Conditions.In(
                    "_id",
                    (await lines.ListAsync(Conditions.And([StatedContributions, condition]), null, cancellationToken).ConfigureAwait(false)).Select(l => l.Project)))
                .ConfigureAwait(false));
        }
        await Conditions.AddNestedAsync(all, filter.And, filter.Or, filter.Not, nested => TranslateAsync(nested, today, cancellationToken)).ConfigureAwait(false);
        return Conditions.And(all);
    }

    // A contribution whose instrument is not stated says nothing about instruments: it stands outside what every and none negate.
    private static BsonDocument StatedContributions => new()
    {
        ["state.basis"] = BsonNames.Of(FundingBasis.Contribution),
        ["state.instrument"] = new BsonDocument("$ne", BsonNull.Value),
    };

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

    private static BsonDocument OnInstrument(InstrumentFilter filter) => filter.Id is { } id ? Conditions.On("state.instrument", id) : [];
}
