namespace IbmPlatform.Federation.Supergraphs;

/// <summary>A subgraph that a supergraph names.</summary>
/// <param name="Index">Its place in the supergraph's <c>join__Graph</c> enum, from 0.</param>
/// <param name="Id">Its enum value, as <c>@join__*(graph:)</c> writes it.</param>
/// <param name="Name">The name that its owner gave it.</param>
/// <param name="Url">Where it answers; empty for a subgraph that runs in the gateway's own process.</param>
public sealed record Subgraph(int Index, string Id, string Name, string Url);
