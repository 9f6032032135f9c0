namespace IbmPlatform.GraphQL.Server;

/// <summary>Settings of the HTTP layer.</summary>
public sealed record GraphQLHttpOptions
{
    /// <summary>Default of <see cref="MaxBodyBytes"/>: 1 MiB.</summary>
    public const int DefaultMaxBodyBytes = 1024 * 1024;

    /// <summary>Default of <see cref="MaxUrlQueryChars"/>: 16 Ki characters.</summary>
    public const int DefaultMaxUrlQueryChars = 16 * 1024;

    /// <summary>Bytes of a POST body; stops bodies that fill the memory before anything can judge them.</summary>
    public int MaxBodyBytes { get; init; } = DefaultMaxBodyBytes;

    /// <summary>Characters of the query string of a GET request; stops documents too long for caches and logs.</summary>
    public int MaxUrlQueryChars { get; init; } = DefaultMaxUrlQueryChars;

    /// <summary>Request headers handed on in <c>RequestContext.Headers</c>, for a gateway to forward to its subgraphs.</summary>
    public IReadOnlyList<string> ForwardedHeaders { get; init; } = ["Accept-Language", "Authorization", "traceparent", "tracestate"];
}
