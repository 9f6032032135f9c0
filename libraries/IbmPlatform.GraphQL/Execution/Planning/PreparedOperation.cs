using IbmPlatform.GraphQL.Execution.Inputs;

namespace IbmPlatform.GraphQL.Execution.Planning;

/// <summary>A request that can be executed, or the refusal that has been written in its place.</summary>
internal readonly record struct PreparedOperation(CompiledOperation? Operation, VariableValues Variables, ExecutionOutcome Refusal)
{
    public static PreparedOperation Refused(ExecutionOutcome refusal) => new(null, VariableValues.None, refusal);
}
