namespace IbmPlatform.Federation.Execution;

/// <summary>Limits of <see cref="HttpSubgraphClient"/>.</summary>
public sealed record HttpSubgraphClientOptions
{
    /// <summary>64 MiB.</summary>
    public const int DefaultMaxResponseBytes = 64 * 1024 * 1024;

    /// <summary>30 seconds.</summary>
    public static readonly TimeSpan DefaultOpenTimeout = TimeSpan.FromSeconds(30);

    /// <summary>A minute: four times what our own services let pass in silence.</summary>
    public static readonly TimeSpan DefaultMaxSilence = TimeSpan.FromMinutes(1);

    /// <summary>How long a subgraph may take to open an event stream.</summary>
    public TimeSpan OpenTimeout { get; init; } = DefaultOpenTimeout;

    /// <summary>How long an event stream may be silent, comments included, before its connection counts as dead.</summary>
    public TimeSpan MaxSilence { get; init; } = DefaultMaxSilence;

    /// <summary>The largest answer that is read: stops a subgraph from filling the gateway's memory.</summary>
    public int MaxResponseBytes { get; init; } = DefaultMaxResponseBytes;
}
