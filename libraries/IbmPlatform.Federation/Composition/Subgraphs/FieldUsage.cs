namespace IbmPlatform.Federation.Composition.Subgraphs;

/// <summary>Marks which fields federation itself, or an interface, needs in a subgraph.</summary>
internal static class FieldUsage
{
    public static void Mark(Subgraph subgraph)
    {
        foreach (var type in subgraph.Types.Values)
        {
            foreach (var key in type.Keys) MarkKey(subgraph, type, key);
            foreach (var field in type.Fields.Values)
            {
                if (field.Requires is not null) MarkUsed(FieldSets.Targets(subgraph, type, field.Requires));
                if (field.Provides is not null && subgraph.Find(field.Type.NamedType.Name) is { } provided)
                    MarkProvided(FieldSets.Targets(subgraph, provided, field.Provides));
                if (type.Interfaces.Any(name => subgraph.Find(name)?.Fields.ContainsKey(field.Name) == true)) field.Used = true;
            }
        }
    }

    private static void MarkKey(Subgraph subgraph, SubgraphType type, EntityKey key)
    {
        foreach (var field in FieldSets.Targets(subgraph, type, key.Fields))
        {
            field.Used = true;
            // A key's fields identify, so every subgraph that has the key resolves them alike.
            field.Shareable = true;
            if (key.OnExtension && field.MarkedExternal) field.ExternalInNameOnly = true;
        }
    }

    private static void MarkProvided(IEnumerable<SubgraphField> fields)
    {
        foreach (var field in fields)
        {
            field.Used = true;
            if (!field.MarkedExternal) continue;
            // On the paths that provide it two subgraphs answer for the field.
            field.Provided = true;
            field.Shareable = true;
        }
    }

    private static void MarkUsed(IEnumerable<SubgraphField> fields)
    {
        foreach (var field in fields) field.Used = true;
    }
}
