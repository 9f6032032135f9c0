using IbmPlatform.GraphQL.Costs;
using IbmPlatform.GraphQL.Execution;
using IbmPlatform.GraphQL.Validation;
using Microsoft.Extensions.Configuration;

namespace IbmPlatform.GraphQL.Server.Settings;

/// <summary>The limits of an endpoint that its operator may set, by configuration: each under the name of its property.</summary>
public sealed record LimitSettings
{
    /// <summary>What the operator has not set.</summary>
    public static LimitSettings Defaults { get; } = new();

    /// <summary><c>MaxTypeCost</c>, <c>MaxFieldCost</c>, <c>AssumedListSize</c>.</summary>
    public CostOptions Cost { get; init; } = new();

    /// <summary><c>CostPerMinute</c>: what each client may spend in a minute; null counts nothing, as the setting 0 says.</summary>
    public double? CostPerMinute { get; init; } = CostBudget.DefaultPerMinute;

    /// <summary><c>MaxTokens</c>.</summary>
    public int MaxTokens { get; init; } = ExecutorOptions.DefaultMaxTokens;

    /// <summary>
    /// <c>MaxDepth</c>, <c>MaxFields</c>, <c>MaxAliases</c>, <c>MaxDirectives</c>, <c>MaxDirectivesPerLocation</c>, <c>MaxFragmentVisits</c>,
    /// <c>MaxVariables</c>, <c>MaxListItems</c>, <c>MaxIntrospectionDepth</c>.
    /// </summary>
    public OperationLimits Operations { get; init; } = new();

    /// <summary>
    /// <c>MaxBodyBytes</c>, <c>MaxUrlQueryChars</c>, <c>MaxBatchSize</c>, <c>MaxVariableSets</c>, <c>MaxPersistedQueries</c>; and of streams
    /// <c>MaxOperationsPerConnection</c>, <c>MaxConnectionsPerClient</c>, <c>MaxSubscriptionsPerClient</c>, <c>MaxSubscriptions</c>,
    /// <c>MaxMessageBytes</c>.
    /// </summary>
    public GraphQLHttpOptions Http { get; init; } = new();

    /// <summary>The budget that these settings give each client; null gives none.</summary>
    public CostBudget? Budget(TimeProvider time) => CostPerMinute is { } perMinute ? new CostBudget(perMinute, time) : null;

    /// <summary>Reads the settings of a section, such as <c>Gateway</c>, over defaults.</summary>
    /// <exception cref="FormatException">Some have the wrong form; all are named.</exception>
    public static LimitSettings Read(IConfiguration configuration, string section, LimitSettings defaults)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(defaults);
        var read = new SettingReader(configuration, section);
        var (cost, operations, http) = (defaults.Cost, defaults.Operations, defaults.Http);
        var streams = http.Streams;
        var settings = new LimitSettings
        {
            Cost = new CostOptions
            {
                MaxTypeCost = read.Number(nameof(cost.MaxTypeCost), 1, cost.MaxTypeCost),
                MaxFieldCost = read.Number(nameof(cost.MaxFieldCost), 1, cost.MaxFieldCost),
                AssumedListSize = read.Whole(nameof(cost.AssumedListSize), 1, cost.AssumedListSize),
            },
            CostPerMinute = read.Number(nameof(CostPerMinute), 0, defaults.CostPerMinute ?? 0) is var perMinute and > 0 ? perMinute : null,
            MaxTokens = read.Whole(nameof(MaxTokens), 1, defaults.MaxTokens),
            Operations = operations with
            {
                MaxDepth = read.Whole(nameof(operations.MaxDepth), 1, operations.MaxDepth),
                MaxFields = read.Whole(nameof(operations.MaxFields), 1, operations.MaxFields),
                MaxAliases = read.Whole(nameof(operations.MaxAliases), 0, operations.MaxAliases),
                MaxDirectives = read.Whole(nameof(operations.MaxDirectives), 0, operations.MaxDirectives),
                MaxDirectivesPerLocation = read.Whole(nameof(operations.MaxDirectivesPerLocation), 0, operations.MaxDirectivesPerLocation),
                MaxFragmentVisits = read.Whole(nameof(operations.MaxFragmentVisits), 0, operations.MaxFragmentVisits),
                MaxListItems = read.Whole(nameof(operations.MaxListItems), 0, operations.MaxListItems),
                MaxVariables = read.Whole(nameof(operations.MaxVariables), 0, operations.MaxVariables),
                MaxIntrospectionDepth = read.Whole(nameof(operations.MaxIntrospectionDepth), 0, operations.MaxIntrospectionDepth),
            },
            Http = http with
            {
                MaxBodyBytes = read.Whole(nameof(http.MaxBodyBytes), 1, http.MaxBodyBytes),
                MaxUrlQueryChars = read.Whole(nameof(http.MaxUrlQueryChars), 0, http.MaxUrlQueryChars),
                MaxBatchSize = read.Whole(nameof(http.MaxBatchSize), 1, http.MaxBatchSize),
                MaxVariableSets = read.Whole(nameof(http.MaxVariableSets), 0, http.MaxVariableSets),
                MaxPersistedQueries = read.Whole(nameof(http.MaxPersistedQueries), 0, http.MaxPersistedQueries),
                Streams = streams with
                {
                    MaxOperationsPerConnection = read.Whole(nameof(streams.MaxOperationsPerConnection), 1, streams.MaxOperationsPerConnection),
                    MaxConnectionsPerClient = read.Whole(nameof(streams.MaxConnectionsPerClient), 1, streams.MaxConnectionsPerClient),
                    MaxSubscriptionsPerClient = read.Whole(nameof(streams.MaxSubscriptionsPerClient), 1, streams.MaxSubscriptionsPerClient),
                    MaxSubscriptions = read.Whole(nameof(streams.MaxSubscriptions), 1, streams.MaxSubscriptions),
                    MaxMessageBytes = read.Whole(nameof(streams.MaxMessageBytes), 1, streams.MaxMessageBytes),
                },
            },
        };
        read.ThrowIfAny();
        return settings;
    }
}
