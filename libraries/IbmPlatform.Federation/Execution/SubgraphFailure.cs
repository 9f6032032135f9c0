namespace IbmPlatform.Federation.Execution;

/// <summary>Why a request to a subgraph brought nothing: every field that is lost by it says so.</summary>
internal sealed record SubgraphFailure(string Subgraph, string Message, string Code);
