using IbmPlatform.Federation.Composition.Merging;

namespace IbmPlatform.Federation.Composition.Checks;

/// <summary>A type that implements an interface in one subgraph must have the fields that the interface has in any.</summary>
internal sealed class InterfaceFieldsCheck : ISupergraphCheck
{
    public void Check(MergedSupergraph supergraph, MergeContext context)
    {
        foreach (var type in supergraph.Types.Values)
        {
            foreach (var parent in type.Interfaces.Select(supergraph.Find).OfType<MergedType>())
            {
                foreach (var field in parent.Fields.Values) Check(type, parent, field, context);
            }
        }
    }

    private static void Check(MergedType type, MergedType parent, MergedField field, MergeContext context)
    {
        if (!type.Fields.TryGetValue(field.Name, out var own))
        {
            var declaring = context.Sources(parent.Name).Where(source => source.Element.Fields.ContainsKey(field.Name)).Select(source => source.Subgraph.Name);
            var implementing = context.Sources(type.Name).Where(source => source.Element.Interfaces.Contains(parent.Name)).Select(source => source.Subgraph.Name);
            context.Report.Error(ErrorCodes.InterfaceFieldNoImplementation, $"Interface field \"{parent.Name}.{field.Name}\" is declared in {Wording.Subgraphs(declaring)} but type \"{type.Name}\", which implements \"{parent.Name}\" in {Wording.Subgraphs(implementing)}, has no such field in any subgraph; add it to the type.");
            return;
        }

        if (!context.Types.IsSubtype(own.Type, field.Type))
            context.Report.Error(ErrorCodes.InvalidGraphQL, $"\"{type.Name}.{field.Name}\" is of type \"{own.Type}\", which is no \"{field.Type}\" as interface \"{parent.Name}\" says; make the types agree.");
        foreach (var argument in field.Arguments.Values)
        {
            if (!own.Arguments.TryGetValue(argument.Name, out var same) || !TypeRelations.Same(same.Type, argument.Type))
                context.Report.Error(ErrorCodes.InvalidGraphQL, $"\"{type.Name}.{field.Name}\" doesn't take argument \"{argument.Name}\" of type \"{argument.Type}\" as interface \"{parent.Name}\" says; give both the same arguments.");
        }

        foreach (var argument in own.Arguments.Values.Where(argument => argument.Required && !field.Arguments.ContainsKey(argument.Name)))
            context.Report.Error(ErrorCodes.InvalidGraphQL, $"\"{type.Name}.{field.Name}\" requires argument \"{argument.Name}\", which interface \"{parent.Name}\" doesn't know; make it optional.");
    }
}
