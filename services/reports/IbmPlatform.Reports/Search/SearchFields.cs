namespace IbmPlatform.Reports.Search;

/// <summary>Resolves a hit.</summary>
internal static class SearchHitFields
{
    public static Task<IReadOnlyList<object?>> NodeAsync(IReadOnlyList<SearchHit> parents, ReportStore store, CancellationToken cancellationToken) =>
        Nodes.LoadAsync([.. parents.Select(hit => hit.Id)], store, cancellationToken);
}
