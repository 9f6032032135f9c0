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

    public async Task<BsonDocument> ConditionAsync(ProjectFilter? filter, PartialDate today, CancellationToken cancellationToken)
    {
        if (filter is null)
            return [];
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
                (await lines.ListAsync(Conditions.And([Contributions, condition]), null, cancellationToken).ConfigureAwait(false)).Select(l => l.Project)))
                .ConfigureAwait(false));
        }
        await Conditions.AddNestedAsync(all, filter.And, filter.Or, filter.Not, nested => ConditionAsync(nested, today, cancellationToken)).ConfigureAwait(false);
        return Conditions.And(all);
    }

    private static BsonDocument Contributions => new("state.basis", BsonNames.Of(FundingBasis.Contribution));

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
    private static BsonDocument OnInstrument(InstrumentFilter filter) => Conditions.And(
    [
        new BsonDocument("state.instrument", new BsonDocument("$ne", BsonNull.Value)),
        filter.Id is { } id ? Conditions.On("state.instrument", id) : [],
    ]);
}
