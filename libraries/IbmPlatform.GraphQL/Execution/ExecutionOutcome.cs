namespace IbmPlatform.GraphQL.Execution;

/// <summary>What became of a request, for the transport's status code and for meters.</summary>
/// <param name="Kind">How far the request came.</param>
/// <param name="ErrorCount">How many errors the answer lists.</param>
public readonly record struct ExecutionOutcome(OutcomeKind Kind, int ErrorCount)
{
    /// <summary>When a client whose budget is spent may come back; null for all others.</summary>
    public TimeSpan? RetryAfter { get; init; }
}

/// <summary>How far a request came.</summary>
public enum OutcomeKind
{
    /// <summary>The operation ran: the answer has a <c>data</c> entry, null perhaps.</summary>
    Executed,

    /// <summary>Refused before anything ran (syntax, validation, operation name, variables, limits): no <c>data</c> entry.</summary>
    RequestError,

    /// <summary>The operation is a mutation and the request allows queries only.</summary>
    MutationRefused,

    /// <summary>The client has spent its budget for now; see <see cref="ExecutionOutcome.RetryAfter"/>.</summary>
    BudgetSpent,
}
