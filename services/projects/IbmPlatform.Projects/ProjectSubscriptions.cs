using System.Runtime.CompilerServices;
using IbmPlatform.GraphQL.Errors;
using IbmPlatform.GraphQL.Execution;
using IbmPlatform.Projects.Contracts;
using IbmPlatform.ServiceDefaults.Aggregates;
using IbmPlatform.ServiceDefaults.Schema;

namespace IbmPlatform.Projects;

/// <summary>
/// The service's subscription. It tells what anybody may read: as in <c>projects</c>, a project whatever its publication state, a withdrawn
/// one with WITHDRAWN. Its source is the log of this service's events, which all its instances share: see
/// <see cref="ServiceDefaults.Events.Tap{T}"/>.
/// </summary>
internal static class ProjectSubscriptions
{
    public static IAsyncEnumerable<Stored<Project>?> ProjectChanged(
        IReadOnlyList<string>? ids, ProjectFilter? where, ResolverContext context, ProjectStore store, CancellationToken cancellationToken)
    {
        PastReading.Refuse(context);
        if (ids is { Count: 0 })
            throw new GraphQLException("ids is empty, so that no project would ever be told; name some, or leave ids out to hear of all.", "BAD_USER_INPUT");
        return TellAsync(ids?.ToHashSet(StringComparer.Ordinal), where, store, cancellationToken);
    }

    private static async IAsyncEnumerable<Stored<Project>?> TellAsync(
        HashSet<string>? ids, ProjectFilter? where, ProjectStore store, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // A filter that no query may have is refused now, not with the first change.
        await store.ConditionAsync(where, null, cancellationToken).ConfigureAwait(false);
        await foreach (var change in store.ListenAsync(ids, cancellationToken).ConfigureAwait(false))
        {
            if (await store.AsLeftByAsync(change, where, cancellationToken).ConfigureAwait(false) is { } project)
                yield return project;
            else if (change.Payload is null && await store.AsBeforeAsync(change, where, cancellationToken).ConfigureAwait(false) is not null)
                yield return null;
        }
    }
}
