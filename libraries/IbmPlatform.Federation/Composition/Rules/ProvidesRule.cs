using IbmPlatform.Federation.Composition.Subgraphs;

namespace IbmPlatform.Federation.Composition.Rules;

/// <summary><c>@provides</c> selects, below a field with fields, what another subgraph owns.</summary>
internal sealed class ProvidesRule : ISubgraphRule
{
    public void Check(Subgraph subgraph, CompositionReport report)
    {
        foreach (var field in subgraph.Types.Values.SelectMany(type => type.Fields.Values).Where(field => field.Provides is not null))
        {
            if (field.Parent.Kind == TypeKind.Interface)
            {
                report.Error("PROVIDES_UNSUPPORTED_ON_INTERFACE", $"[{subgraph.Name}] @provides on \"{field.Coordinate}\" is of no use on an interface; put it on the implementations' fields.");
                continue;
            }

            if (subgraph.Find(field.Type.NamedType.Name) is not { IsComposite: true } type)
            {
                report.Error(ErrorCodes.ProvidesOnNonObject, $"[{subgraph.Name}] @provides on \"{field.Coordinate}\" is of no use: its type \"{field.Type}\" has no fields; remove it.");
                continue;
            }

            new FieldSetCheck(subgraph, "provides", $"field \"{field.Coordinate}\"", report)
            {
                OnLeaf = (leaf, underExternal) => CheckLeaf(subgraph, field, leaf, underExternal, report),
            }.Run(type, field.Provides!);
        }
    }

    private static void CheckLeaf(Subgraph subgraph, SubgraphField field, SubgraphField leaf, bool underExternal, CompositionReport report)
    {
        if (underExternal || leaf.MarkedExternal || !subgraph.IsFederation2) return;
        if (leaf.Parent.Kind == TypeKind.Interface && subgraph.PossibleTypes(leaf.Parent).Any(type => type.Fields.TryGetValue(leaf.Name, out var own) && own.MarkedExternal)) return;
        report.Error(ErrorCodes.ProvidesMissingExternal, $"[{subgraph.Name}] On field \"{field.Coordinate}\": field \"{leaf.Coordinate}\" need not be part of the @provides, for this subgraph always resolves it; mark it @external if it doesn't, or leave it out.");
    }
}
