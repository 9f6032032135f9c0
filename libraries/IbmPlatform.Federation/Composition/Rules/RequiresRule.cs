using IbmPlatform.Federation.Composition.Subgraphs;

namespace IbmPlatform.Federation.Composition.Rules;

/// <summary><c>@requires</c> selects fields that another subgraph owns.</summary>
internal sealed class RequiresRule : ISubgraphRule
{
    public void Check(Subgraph subgraph, CompositionReport report)
    {
        foreach (var field in subgraph.Types.Values.SelectMany(type => type.Fields.Values).Where(field => field.Requires is not null))
        {
            if (field.Parent.Kind == TypeKind.Interface)
            {
                report.Error("REQUIRES_UNSUPPORTED_ON_INTERFACE", $"[{subgraph.Name}] @requires on \"{field.Coordinate}\" is of no use on an interface; put it on the implementations' fields.");
                continue;
            }

            new FieldSetCheck(subgraph, "requires", $"field \"{field.Coordinate}\"", report)
            {
                AllowArguments = true,
                OnLeaf = (leaf, underExternal) => CheckLeaf(subgraph, field, leaf, underExternal, report),
            }.Run(field.Parent, field.Requires!);
        }
    }

    private static void CheckLeaf(Subgraph subgraph, SubgraphField field, SubgraphField leaf, bool underExternal, CompositionReport report)
    {
        // Federation 1 let a subgraph "require" what it resolves itself; that changes nothing.
        if (underExternal || leaf.MarkedExternal || !subgraph.IsFederation2) return;
        if (leaf.Parent.Kind == TypeKind.Interface && subgraph.PossibleTypes(leaf.Parent).Any(type => type.Fields.TryGetValue(leaf.Name, out var own) && own.MarkedExternal)) return;
        report.Error(ErrorCodes.RequiresMissingExternal, $"[{subgraph.Name}] On field \"{field.Coordinate}\": field \"{leaf.Coordinate}\" need not be part of the @requires, for this subgraph resolves it itself; mark it @external if it doesn't, or leave it out.");
    }
}
