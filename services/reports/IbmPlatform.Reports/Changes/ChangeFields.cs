using IbmPlatform.Values;

namespace IbmPlatform.Reports.Changes;

/// <summary>Resolves a change.</summary>
internal static class ChangeFields
{
    /// <summary>The entity as it stands now; null where this change removed it.</summary>
    public static Task<IReadOnlyList<object?>> NodeAsync(IReadOnlyList<FeedChange> parents, ReportStore store, CancellationToken cancellationToken) =>
        Nodes.LoadAsync([.. parents.Select(c => c.Kind is ChangeKind.Deleted or ChangeKind.Merged ? null : c.Entity)], store, cancellationToken);
}
