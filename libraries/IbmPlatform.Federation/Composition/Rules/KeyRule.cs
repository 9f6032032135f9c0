using IbmPlatform.Federation.Composition.Subgraphs;

namespace IbmPlatform.Federation.Composition.Rules;

/// <summary>A key selects existing fields that take no arguments and are no interfaces or unions.</summary>
internal sealed class KeyRule : ISubgraphRule
{
    public void Check(Subgraph subgraph, CompositionReport report)
    {
        foreach (var type in subgraph.Types.Values.Where(type => type.Keys.Count > 0))
        {
            if (type.Kind == TypeKind.Interface && !subgraph.IsFederation2)
                report.Error(ErrorCodes.KeyUnsupportedOnInterface, $"[{subgraph.Name}] Interface \"{type.Name}\" has a @key, which federation 1 doesn't support; link federation v2.3 or later.");
            foreach (var key in type.Keys) CheckKey(subgraph, type, key, report);
        }
    }

    private static void CheckKey(Subgraph subgraph, SubgraphType type, EntityKey key, CompositionReport report)
    {
        new FieldSetCheck(subgraph, "key", $"type \"{type.Name}\"", report)
        {
            OnField = field =>
            {
                if (subgraph.Find(field.Type.NamedType.Name)?.IsAbstract == true)
                    report.Error(ErrorCodes.KeySelectsInvalidType, $"[{subgraph.Name}] On type \"{type.Name}\", for @key(fields: \"{key.Fields}\"): field \"{field.Coordinate}\" is an interface or union and can't identify anything; choose other fields.");
            },
        }.Run(type, key.Fields);
    }
}
