namespace IbmPlatform.Gateway.Subgraphs;

/// <summary>The HTTP client for subgraphs.</summary>
internal static class SubgraphHttp
{
    /// <summary>How long a connection is kept, so that a change of DNS is noticed.</summary>
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(5);

    public static HttpClient Create() => new(new SocketsHttpHandler
    {
        PooledConnectionLifetime = ConnectionLifetime,
        ConnectTimeout = ConnectTimeout,
        AllowAutoRedirect = false,
        UseCookies = false,
        ActivityHeadersPropagator = null,
    })
    {
        // The executor times each subgraph's answer.
        Timeout = Timeout.InfiniteTimeSpan,
    };
}
