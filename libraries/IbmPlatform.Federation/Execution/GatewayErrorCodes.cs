namespace IbmPlatform.Federation.Execution;

/// <summary>The values of <c>extensions.code</c> that the gateway itself sets.</summary>
public static class GatewayErrorCodes
{
    /// <summary>A subgraph could not be reached, or answered with something that is no GraphQL response.</summary>
    public const string SubgraphUnavailable = "SUBGRAPH_UNAVAILABLE";

    /// <summary>A subgraph did not answer in time.</summary>
    public const string SubgraphTimeout = "SUBGRAPH_TIMEOUT";

    /// <summary>A subgraph refused the request, or reported an error without a code.</summary>
    public const string SubgraphError = "SUBGRAPH_ERROR";

    /// <summary>A subgraph returned a value that the API schema does not allow.</summary>
    public const string InvalidSubgraphValue = "INVALID_SUBGRAPH_VALUE";

    /// <summary>No sequence of subgraph requests answers the operation.</summary>
    public const string PlanningFailed = "QUERY_PLANNING_FAILED";

    /// <summary>The request names no operation that can be run.</summary>
    public const string OperationResolution = "OPERATION_RESOLUTION_FAILURE";

    /// <summary>A variable's value does not fit its type.</summary>
    public const string BadVariable = "BAD_USER_INPUT";
}
