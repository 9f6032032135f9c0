namespace IbmPlatform.Federation.Execution;

/// <summary>A subgraph's answer: the bytes of a GraphQL response, owned until disposed.</summary>
public sealed class SubgraphResponse(ReadOnlyMemory<byte> body, IDisposable? owner = null) : IDisposable
{
    /// <summary>The response as UTF-8 JSON.</summary>
    public ReadOnlyMemory<byte> Body { get; } = body;

    /// <inheritdoc/>
    public void Dispose() => owner?.Dispose();
}
