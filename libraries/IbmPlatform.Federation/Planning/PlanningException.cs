namespace IbmPlatform.Federation.Planning;

/// <summary>A valid operation that no sequence of subgraph requests can answer.</summary>
internal sealed class PlanningException(string message) : Exception(message);
