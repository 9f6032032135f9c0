using IbmPlatform.GraphQL.Execution;

namespace IbmPlatform.GraphQL.Server;

/// <summary>Settings of the HTTP layer.</summary>
public sealed record GraphQLHttpOptions
{
    /// <summary>Default of <see cref="MaxBodyBytes"/>: 1 MiB.</summary>
    public const int DefaultMaxBodyBytes = 1024 * 1024;

    /// <summary>Default of <see cref="MaxUrlQueryChars"/>: 16 Ki characters.</summary>
    public const int DefaultMaxUrlQueryChars = 16 * 1024;

    /// <summary>Default of <see cref="MaxPersistedQueries"/>.</summary>
    public const int DefaultMaxPersistedQueries = 1_000;

    /// <summary>Default of <see cref="CompressFromBytes"/>: 4 KiB, below which compressing costs more than it saves.</summary>
    public const int DefaultCompressFromBytes = 4 * 1024;

    /// <summary>Bytes of a POST body; stops bodies that fill the memory before anything can judge them.</summary>
    public int MaxBodyBytes { get; init; } = DefaultMaxBodyBytes;

    /// <summary>
    /// Levels of objects and lists in a body, a URL's parameter or a message over a WebSocket, the request's own object included; stops nesting
    /// that costs stack and memory at each level. 64 by default.
    /// </summary>
    public int MaxJsonDepth { get; init; } = JsonNesting.DefaultMaximum;

    /// <summary>Characters of the query string of a GET request; stops documents too long for caches and logs.</summary>
    public int MaxUrlQueryChars { get; init; } = DefaultMaxUrlQueryChars;

    /// <summary>Requests in one body; 1 takes single requests only. Stops batches that hide a flood from whoever counts HTTP requests.</summary>
    public int MaxBatchSize { get; init; } = 1;

    /// <summary>
    /// Sets of variables in one request (<c>"variables": [{…}, {…}]</c>), each of which runs the same operation; 0 takes one object only.
    /// Stops requests that hide a flood from whoever counts HTTP requests or the document's fields.
    /// </summary>
    public int MaxVariableSets { get; init; }

    /// <summary>
    /// Documents that clients have sent once with their hash and name by it from then on ("automatic persisted queries"), the least recently
    /// used dropped first; 0 turns them off. Stops stores that clients fill without end.
    /// </summary>
    public int MaxPersistedQueries { get; init; } = DefaultMaxPersistedQueries;

    /// <summary>Documents known beforehand, by the lower-case hex SHA-256 of their text; null when there are none.</summary>
    public IReadOnlyDictionary<string, string>? TrustedDocuments { get; init; }

    /// <summary>Refuses every document that is not among <see cref="TrustedDocuments"/>.</summary>
    public bool TrustedDocumentsOnly { get; init; }

    /// <summary>From how many bytes on an answer is compressed for clients that accept br or gzip; null never compresses.</summary>
    public int? CompressFromBytes { get; init; } = DefaultCompressFromBytes;

    /// <summary>Subscriptions: what event streams and WebSockets may ask for.</summary>
    public GraphQLStreamOptions Streams { get; init; } = new();

    /// <summary>Request headers handed on in <c>RequestContext.Headers</c>, for a gateway to forward to its subgraphs.</summary>
    public IReadOnlyList<string> ForwardedHeaders { get; init; } = ["Accept-Language", "Authorization", "traceparent", "tracestate"];
}
