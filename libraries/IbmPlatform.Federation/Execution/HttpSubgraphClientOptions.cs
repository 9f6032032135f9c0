namespace IbmPlatform.Federation.Execution;

/// <summary>Limits of <see cref="HttpSubgraphClient"/>.</summary>
public sealed record HttpSubgraphClientOptions
{
    /// <summary>64 MiB.</summary>
    public const int DefaultMaxResponseBytes = 64 * 1024 * 1024;

    /// <summary>The largest answer that is read: stops a subgraph from filling the gateway's memory.</summary>
    public int MaxResponseBytes { get; init; } = DefaultMaxResponseBytes;
}
