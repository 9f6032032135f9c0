namespace IbmPlatform.Federation.Composition.Merging;

/// <summary>Where the merged schema takes and gives named types: for each the first coordinate that does.</summary>
internal sealed class EnumUsage
{
    public EnumUsage(MergedSupergraph supergraph)
    {
        foreach (var type in supergraph.Types.Values)
        {
            foreach (var input in type.InputFields.Values) AsInput.TryAdd(input.Type.NamedType.Name, $"{type.Name}.{input.Name}");
            foreach (var field in type.Fields.Values)
            {
                AsOutput.TryAdd(field.Type.NamedType.Name, $"{type.Name}.{field.Name}");
                foreach (var argument in field.Arguments.Values) AsInput.TryAdd(argument.Type.NamedType.Name, $"{type.Name}.{field.Name}({argument.Name}:)");
            }
        }

        foreach (var directive in supergraph.Directives.Values)
        {
            foreach (var argument in directive.Arguments) AsInput.TryAdd(argument.Type.NamedType.Name, $"@{directive.Name}({argument.Name}:)");
        }
    }

    public Dictionary<string, string> AsInput { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, string> AsOutput { get; } = new(StringComparer.Ordinal);
}
