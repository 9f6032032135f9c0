namespace IbmPlatform.Federation.Composition.Rules;

/// <summary>All rules on single subgraphs.</summary>
internal static class SubgraphRules
{
    public static IReadOnlyList<ISubgraphRule> All { get; } =
    [
        new ValidGraphQLRule(),
        new SupportedDirectivesRule(),
        new KeyRule(),
        new RequiresRule(),
        new ProvidesRule(),
        new ExternalRule(),
        new ShareableRule(),
        new InterfaceObjectRule(),
        new ComposeDirectiveRule(),
        new CostRule(),
    ];
}
