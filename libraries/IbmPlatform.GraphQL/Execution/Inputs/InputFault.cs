namespace IbmPlatform.GraphQL.Execution.Inputs;

/// <summary>What is wrong with an input value, and where inside it.</summary>
internal sealed record InputFault(InputPath Path, string Message);
