using IbmPlatform.Federation.Composition.Subgraphs;

namespace IbmPlatform.Federation.Composition.Merging;

/// <summary>One subgraph's version of what is being merged.</summary>
internal readonly record struct Source<T>(Subgraph Subgraph, T Element);
