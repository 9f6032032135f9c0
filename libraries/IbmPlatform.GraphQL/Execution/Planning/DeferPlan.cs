namespace IbmPlatform.GraphQL.Execution.Planning;

/// <summary>What of a selection is delivered later.</summary>
/// <param name="Usages">The deferred fragments that begin in this selection, outer ones before those inside them.</param>
/// <param name="Parts">The fields that are executed apart from the rest, those together that the same fragments ask for.</param>
internal sealed record DeferPlan(IReadOnlyList<DeferUsage> Usages, IReadOnlyList<DeferredPart> Parts);

/// <summary>Fields that one set of deferred fragments asks for: executed once, delivered with whichever of them is done first.</summary>
internal sealed record DeferredPart(IReadOnlyList<DeferUsage> Usages, SelectionPlan Plan);
