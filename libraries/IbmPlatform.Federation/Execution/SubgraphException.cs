namespace IbmPlatform.Federation.Execution;

/// <summary>A subgraph gave no GraphQL answer; the message says why, in words that may reach clients.</summary>
public sealed class SubgraphException(string message, Exception? innerException = null) : Exception(message, innerException);
