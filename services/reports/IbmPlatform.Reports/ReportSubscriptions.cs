using IbmPlatform.GraphQL.Errors;
using IbmPlatform.GraphQL.Execution;
using IbmPlatform.Reports.Changes;
using IbmPlatform.ServiceDefaults.Schema;

namespace IbmPlatform.Reports;

/// <summary>
/// The service's subscription. Its source is the collection that holds the feed, which all instances of the service share: see
/// <see cref="ServiceDefaults.Events.Tap{T}"/>.
/// </summary>
internal static class ReportSubscriptions
{
    public static IAsyncEnumerable<FeedChange> Changes(
        IReadOnlyList<EntityType>? types, string? owner, ResolverContext context, ChangeStore store, CancellationToken cancellationToken)
    {
        PastReading.Refuse(context);
        return types is { Count: 0 }
            ? throw new GraphQLException("types is empty, so that no change would ever be told; name some, or leave types out to hear of all.", "BAD_USER_INPUT")
            : store.ListenAsync(types, owner, cancellationToken);
    }
}
