using IbmPlatform.Federation.Composition.Merging;

namespace IbmPlatform.Federation.Composition.Checks;

/// <summary>A rule that the merged schema must keep.</summary>
internal interface ISupergraphCheck
{
    void Check(MergedSupergraph supergraph, MergeContext context);
}

/// <summary>All rules on the merged schema.</summary>
internal static class SupergraphChecks
{
    public static IReadOnlyList<ISupergraphCheck> All { get; } =
        [new InterfaceFieldsCheck(), new InterfaceKeyCheck(), new InaccessibleReferenceCheck(), new InaccessibleMemberCheck()];
}
