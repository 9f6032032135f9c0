namespace IbmPlatform.Federation.Composition;

/// <summary>One subgraph to compose.</summary>
/// <param name="Name">Its name, unique ignoring case; becomes the value of <c>join__Graph</c>.</param>
/// <param name="Url">Where the gateway reaches it; empty when an in-process client does.</param>
/// <param name="Sdl">Its schema as written, with federation's directives.</param>
public sealed record SubgraphDefinition(string Name, string Url, string Sdl);
