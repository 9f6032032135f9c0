using System.Globalization;
using IbmPlatform.GraphQL.Errors;
using IbmPlatform.GraphQL.Execution;
using IbmPlatform.Mongo.Protocol;
using IbmPlatform.ServiceDefaults.Aggregates;
using IbmPlatform.ServiceDefaults.Events;
using IbmPlatform.ServiceDefaults.Paging;

namespace IbmPlatform.ServiceDefaults.Schema;

/// <summary>Resolves <c>revisions</c>; <c>version</c>, <c>createdAt</c> and <c>updatedAt</c> are properties of <see cref="Stored{T}"/>.</summary>
public static class VersionedFields<T>
    where T : class
{
    /// <summary>The versions up to the one at hand, the newest first; a cursor is the version that a page ends with.</summary>
    public static async Task<Connection<Revision>> RevisionsAsync(
        Stored<T> parent, int? first, string? after, AggregateStore<T> store, CancellationToken cancellationToken)
    {
        var page = PageRequest.Of(first, after);
        var below = after is null ? parent.Version + 1 : VersionOf(after);
        // One more than the page tells whether there are more, and is what the page's oldest revision changed.
        var history = await store.HistoryAsync(parent.Id, below, page.Size + 1, cancellationToken).ConfigureAwait(false);
        var edges = history.Take(page.Size)
            .Select((logged, i) => new Edge<Revision>(
                logged.Version.ToString(CultureInfo.InvariantCulture),
                new Revision(logged.Version, logged.OccurredAt, logged.By, Differences(i + 1 < history.Count ? history[i + 1] : null, logged))))
            .ToList();
        return new(edges, new(history.Count > page.Size, after is not null, edges.FirstOrDefault()?.Cursor, edges.LastOrDefault()?.Cursor))
        {
            Count = _ => Task.FromResult(parent.Version),
        };
    }

    private static IReadOnlyList<FieldDifference> Differences(LoggedEvent? before, LoggedEvent now) =>
        [.. now.ChangedFields.Select(field => Difference(field, before, now))];

    private static FieldDifference Difference(string field, LoggedEvent? before, LoggedEvent now)
    {
        var (was, became) = FieldText.OfBoth(field, before?.Payload?.Find(field), now.Payload?.Find(field));
        return new(field, was, became, null);
    }

    private static int VersionOf(string cursor) =>
        int.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? version
            : throw new GraphQLException($"The cursor \"{cursor}\" is none of revisions; take one from its pageInfo.", "BAD_USER_INPUT");
}
