namespace IbmPlatform.Federation.Composition.Subgraphs;

internal sealed record EnumValue(string Name, string? Description, IReadOnlyList<DirectiveUse> Directives);
