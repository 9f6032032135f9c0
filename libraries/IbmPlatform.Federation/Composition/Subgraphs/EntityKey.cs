namespace IbmPlatform.Federation.Composition.Subgraphs;

/// <summary>One <c>@key</c> of a type.</summary>
/// <param name="Fields">The field set as written, white space collapsed.</param>
/// <param name="Resolvable">Whether the subgraph resolves references by it.</param>
/// <param name="OnExtension">Whether it stands on a type extension.</param>
internal sealed record EntityKey(string Fields, bool Resolvable, bool OnExtension);
