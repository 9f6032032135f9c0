using IbmPlatform.GraphQL.Costs;
using IbmPlatform.GraphQL.Diagnostics;
using IbmPlatform.GraphQL.Validation;

namespace IbmPlatform.GraphQL.Execution;

/// <summary>Limits of the executor. Each names the attack that it stops; each refusal names the limit, the value and the maximum.</summary>
public sealed record ExecutorOptions
{
    /// <summary>Default of <see cref="MaxTokens"/>.</summary>
    public const int DefaultMaxTokens = 15_000;

    /// <summary>Default of <see cref="MaxCachedDocuments"/>.</summary>
    public const int DefaultMaxCachedDocuments = 1_000;

    /// <summary>Default of <see cref="MaxParts"/>: as many deferred fragments as an operation may have, in each item of a page of 100.</summary>
    public const int DefaultMaxParts = 5_000;

    /// <summary>Default of <see cref="MaxErrors"/>.</summary>
    public const int DefaultMaxErrors = 1_000;

    /// <summary>
    /// Levels of objects and lists in a request's variables, where they come as text; stops nesting that costs stack and memory at each level.
    /// </summary>
    public int MaxVariableDepth { get; init; } = JsonNesting.DefaultMaximum;

    /// <summary>
    /// Parts that one answer comes in: deferred fragments and streamed lists, counted as they are met in the data. Stops a fragment deferred in a
    /// list of lists, each item of which would keep state and cost a payload. At the limit what has been executed is delivered, and all that is
    /// pending completes with an error.
    /// </summary>
    public int MaxParts { get; init; } = DefaultMaxParts;

    /// <summary>Tokens of a document; stops documents that cost their size in parsing over and over.</summary>
    public int MaxTokens { get; init; } = DefaultMaxTokens;

    /// <summary>What one operation may ask for: depth, fields, aliases, directives, variables, introspection.</summary>
    public OperationLimits Limits { get; init; } = new();

    /// <summary>
    /// Whether the schema has <c>@defer</c> and <c>@stream</c>, so that clients which take it get an answer in parts, the rest a whole one.
    /// </summary>
    public bool IncrementalDelivery { get; init; }

    /// <summary>What one operation may cost.</summary>
    public CostOptions Cost { get; init; } = new();

    /// <summary>
    /// What each client may spend over time; null, the default, for a server whose clients are gateways, which hold it themselves.
    /// </summary>
    public CostBudget? Budget { get; init; }

    /// <summary>Documents kept parsed, validated and compiled, the least recently used dropped first; stops memory growth by ever new documents.</summary>
    public int MaxCachedDocuments { get; init; } = DefaultMaxCachedDocuments;

    /// <summary>Field errors that one answer lists; stops answers made of errors. The answer says how many were left out.</summary>
    public int MaxErrors { get; init; } = DefaultMaxErrors;

    /// <summary>How long an operation may run; stops operations that hold resources for ever.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The clock that <see cref="Timeout"/> is measured by.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>From how long on <see cref="OnSlowOperation"/> is told of a request; null turns it off.</summary>
    public TimeSpan? SlowOperationThreshold { get; init; } = SlowOperation.DefaultThreshold;

    /// <summary>Told of each request that took <see cref="SlowOperationThreshold"/> or longer, for the log; null tells nobody.</summary>
    public Action<SlowOperation, RequestContext>? OnSlowOperation { get; init; }

    /// <summary>Told of each exception that the client sees as "internal error", with the request and the field's path; null drops it.</summary>
    public Action<Exception, RequestContext, ResponsePath>? OnInternalError { get; init; }
}
