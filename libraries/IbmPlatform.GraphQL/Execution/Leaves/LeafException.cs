namespace IbmPlatform.GraphQL.Execution.Leaves;

/// <summary>A value that a leaf cannot represent. Its message is ours and fit for the client, unlike other format exceptions.</summary>
internal sealed class LeafException(string message) : FormatException(message);
