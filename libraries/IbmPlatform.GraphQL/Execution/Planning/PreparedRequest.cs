using System.Text.Json;
using IbmPlatform.GraphQL.Costs;
using IbmPlatform.GraphQL.Errors;
using IbmPlatform.GraphQL.Execution.Inputs;

namespace IbmPlatform.GraphQL.Execution.Planning;

/// <summary>A request that has passed everything that can refuse it.</summary>
/// <param name="Operation">The operation to run.</param>
/// <param name="Variables">The coerced variables, which may point into <paramref name="Json"/>.</param>
/// <param name="Json">The variables as sent; null where the caller keeps them.</param>
internal sealed record PreparedRequest(CompiledOperation Operation, VariableValues Variables, JsonDocument? Json) : IDisposable
{
    /// <summary>What it may cost.</summary>
    public CostEstimate Cost { get; init; }

    /// <summary>Whether the client wants to know.</summary>
    public bool ReportsCost { get; init; }

    /// <summary>What the answer says of the cost; null for clients that have not asked.</summary>
    public CostEstimate? ReportedCost => ReportsCost ? Cost : null;

    /// <summary>The operation's plan under these variables.</summary>
    public SelectionPlan Plan(bool incremental = false) => Operation.PlanFor(Variables, incremental);

    public void Dispose() => Json?.Dispose();
}

/// <summary>Why a request is not run.</summary>
internal readonly record struct RequestRefusal(IReadOnlyList<GraphQLError> Errors, OutcomeKind Kind = OutcomeKind.RequestError);
