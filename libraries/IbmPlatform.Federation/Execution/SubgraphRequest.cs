using IbmPlatform.Federation.Supergraphs;

namespace IbmPlatform.Federation.Execution;

/// <summary>A GraphQL request to one subgraph.</summary>
public sealed record SubgraphRequest
{
    /// <summary>Whom to ask.</summary>
    public required Subgraph Subgraph { get; init; }

    /// <summary>The document: one operation.</summary>
    public required string Query { get; init; }

    /// <summary>The operation's name; null when it has none.</summary>
    public string? OperationName { get; init; }

    /// <summary>The variables as a JSON object in UTF-8; empty for none.</summary>
    public ReadOnlyMemory<byte> Variables { get; init; }

    /// <summary>The headers to forward (Accept-Language, Authorization, traceparent), by name.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();
}
