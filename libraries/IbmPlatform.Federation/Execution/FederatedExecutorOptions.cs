using IbmPlatform.Federation.Supergraphs;
using IbmPlatform.GraphQL.Costs;
using IbmPlatform.GraphQL.Diagnostics;
using IbmPlatform.GraphQL.Execution;
using IbmPlatform.GraphQL.Validation;

namespace IbmPlatform.Federation.Execution;

/// <summary>Limits and wiring of <see cref="FederatedExecutor"/>.</summary>
public sealed record FederatedExecutorOptions
{
    /// <summary>30 seconds.</summary>
    public static readonly TimeSpan DefaultSubgraphTimeout = TimeSpan.FromSeconds(30);

    /// <summary>How long one request to a subgraph may take before its fields are given up.</summary>
    public TimeSpan SubgraphTimeout { get; init; } = DefaultSubgraphTimeout;

    /// <summary>The tokens of a document: stops documents that are expensive to read.</summary>
    public int MaxTokens { get; init; } = 15_000;

    /// <summary>The nesting of a document's brackets: stops documents made to exhaust the stack.</summary>
    public int MaxDepth { get; init; } = 200;

    /// <summary>What one operation may ask for, checked before it is validated and planned: depth, fields, aliases, directives, variables, introspection.</summary>
    public OperationLimits Limits { get; init; } = new();

    /// <summary>What one operation may cost, by the API schema.</summary>
    public CostOptions Cost { get; init; } = new();

    /// <summary>What each client may spend over time; null does not count.</summary>
    public CostBudget? Budget { get; init; }

    /// <summary>How many documents stay parsed, validated and planned.</summary>
    public int MaxCachedDocuments { get; init; } = 1_000;

    /// <summary>How many errors an answer lists: stops a lost subgraph from filling it with one for each item.</summary>
    public int MaxErrors { get; init; } = 1_000;

    /// <summary>The headers of the client's request that subgraphs get too.</summary>
    public IReadOnlyList<string> ForwardedHeaders { get; init; } = ["Accept-Language", "Authorization", "traceparent"];

    /// <summary>The clock of the timeouts.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>From how long on <see cref="OnSlowOperation"/> is told of a request; null turns it off.</summary>
    public TimeSpan? SlowOperationThreshold { get; init; } = SlowOperation.DefaultThreshold;

    /// <summary>Told of each request that took <see cref="SlowOperationThreshold"/> or longer, for the log; null tells nobody.</summary>
    public Action<SlowOperation, RequestContext>? OnSlowOperation { get; init; }

    /// <summary>Told when a subgraph gives no answer, with the cause that clients are not shown; null to tell nobody.</summary>
    public Action<Subgraph, Exception>? OnSubgraphFailure { get; init; }
}
