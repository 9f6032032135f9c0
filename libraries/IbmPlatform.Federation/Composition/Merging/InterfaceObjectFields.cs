using IbmPlatform.Federation.Composition.Subgraphs;

namespace IbmPlatform.Federation.Composition.Merging;

/// <summary>
/// Gives every implementation the fields that an <c>@interfaceObject</c> adds to its interface. They come from no subgraph's
/// version of the implementation, which the join specification says by <c>@join__field</c> without a graph.
/// </summary>
internal static class InterfaceObjectFields
{
    public static void Add(MergedSupergraph supergraph, MergeContext context)
    {
        foreach (var type in supergraph.Types.Values.Where(type => type.Kind == TypeKind.Object))
        {
            foreach (var name in type.Interfaces)
            {
                if (supergraph.Find(name) is { } parent) Add(type, parent, context);
            }
        }
    }

    private static void Add(MergedType type, MergedType parent, MergeContext context)
    {
        var added = context.Sources(parent.Name).Where(source => source.Element.IsInterfaceObject)
            .SelectMany(source => source.Element.Fields.Values).Where(field => !field.External).Select(field => field.Name).ToHashSet();
        foreach (var field in parent.Fields.Values.Where(field => added.Contains(field.Name) && !type.Fields.ContainsKey(field.Name)))
        {
            var copy = new MergedField(field.Name, field.Type) { Description = field.Description, Directives = field.Directives };
            foreach (var (name, argument) in field.Arguments) copy.Arguments.Add(name, argument);
            copy.Joins.Add("@join__field");
            type.Fields.Add(field.Name, copy);
        }
    }
}
