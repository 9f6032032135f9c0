using IbmPlatform.Federation.Planning;
using IbmPlatform.GraphQL.Costs;
using IbmPlatform.GraphQL.Errors;

namespace IbmPlatform.Federation.Execution;

/// <summary>A request that has passed everything that can refuse it: its plan and its variables.</summary>
internal sealed record PreparedRun(QueryPlan Plan, Dictionary<string, byte[]> Variables)
{
    /// <summary>What it may cost.</summary>
    public CostEstimate Cost { get; init; }

    /// <summary>Whether the client wants to know.</summary>
    public bool ReportsCost { get; init; }
}

/// <summary>Why a request is not run.</summary>
internal readonly record struct RunRefusal(IReadOnlyList<GraphQLError> Errors, bool IsMutationByGet = false);
