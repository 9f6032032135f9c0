namespace IbmPlatform.Federation.Composition.Subgraphs;

/// <summary>
/// Brings a subgraph without a federation 2 link to the meaning that federation 2 gives it: everything may be shared, unused
/// external mentions count for nothing, and <c>extend type</c> is merely how a type was mentioned.
/// </summary>
internal static class Federation1
{
    public static void Adapt(Subgraph subgraph)
    {
        foreach (var type in subgraph.Types.Values.ToList())
        {
            foreach (var name in type.Fields.Values.Where(field => field is { External: true, Used: false }).Select(field => field.Name).ToList())
                type.Fields.Remove(name);
            if (type.Name != "Query" && type.Kind is TypeKind.Object or TypeKind.Interface && type.Fields.Count == 0) subgraph.Types.Remove(type.Name);
            if (type.Directives.Any(use => use is { IsFederation: true, Name: "extends" })) continue;
            for (var i = 0; i < type.Keys.Count; i++) type.Keys[i] = type.Keys[i] with { OnExtension = false };
        }
    }
}
