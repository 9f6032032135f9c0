namespace IbmPlatform.ServiceDefaults.Paging;

/// <summary>Resolves what a connection computes only when asked.</summary>
public static class ConnectionFields<T>
{
    /// <summary>The size of the whole list.</summary>
    public static Task<int> TotalCountAsync(Connection<T> parent, CancellationToken cancellationToken) => parent.Count(cancellationToken);
}
