using IbmPlatform.Reports.Following;
using IbmPlatform.ServiceDefaults;
using IbmPlatform.ServiceDefaults.Filtering;
using IbmPlatform.ServiceDefaults.Schema;
using IbmPlatform.ServiceDefaults.Streams;
using IbmPlatform.Values;
using Microsoft.Extensions.DependencyInjection;

namespace IbmPlatform.Reports.Claims;

/// <summary>Finds claims by their ids.</summary>
internal sealed class ClaimStore([FromKeyedServices(ReportsService.ServiceName)] ServiceDatabase database)
{
    /// <summary>Where a claim's id stands in a kept record; in the store a nested <c>Id</c> is <c>_id</c>.</summary>
    public const string IdPath = "state.claims._id";

    private readonly ReadModel<FollowedClaims> entities = database.ReadModel<FollowedClaims>(Collections.Claims);

    /// <summary>The claims in the order of the ids, each among its entity's; null for an unknown one.</summary>
    public async Task<IReadOnlyList<ClaimOf?>> LoadAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        var wanted = ids.ToHashSet(StringComparer.Ordinal);
        var found = new Dictionary<string, ClaimOf>(StringComparer.Ordinal);
        foreach (var entity in await entities.ListAsync(Conditions.In(IdPath, wanted), null, cancellationToken).ConfigureAwait(false))
        {
            foreach (var claim in entity.Claims.Where(claim => wanted.Contains(claim.Id)))
                found[claim.Id] = new ClaimOf(claim, entity.Claims);
        }
        return [.. ids.Select(id => found.GetValueOrDefault(id))];
    }
}
