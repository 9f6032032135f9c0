using IbmPlatform.Federation.Composition.Subgraphs;

namespace IbmPlatform.Federation.Composition.Merging;

/// <summary>
/// Merges enums by how the API uses them: what is only given out can be any subgraph's value, what is only taken in must be
/// every subgraph's, and what is both must be the same everywhere.
/// </summary>
internal sealed class EnumMerger(MergeContext context, EnumUsage usage)
{
    public void Merge(MergedType type, IReadOnlyList<Source<SubgraphType>> sources)
    {
        type.Joins.AddRange(Joins.Type(sources));
        var (input, output) = (usage.AsInput.GetValueOrDefault(type.Name), usage.AsOutput.GetValueOrDefault(type.Name));
        if (input is null && output is null)
            context.Report.Hint(HintCodes.UnusedEnumType, type.Name, $"Enum \"{type.Name}\" is defined but no field or argument uses it; all subgraphs' values are kept.");
        foreach (var name in sources.SelectMany(source => source.Element.EnumValues.Keys).Distinct()) MergeValue(type, name, sources, input, output);
        if (type.EnumValues.Count == 0)
            context.Report.Error(ErrorCodes.EmptyMergedEnumType, $"Enum \"{type.Name}\" has no value that all of {Wording.Subgraphs(sources.Select(source => source.Subgraph.Name))} have; \"{input}\" takes it, so only common values can be sent. Add a common value.");
    }

    private void MergeValue(MergedType type, string name, IReadOnlyList<Source<SubgraphType>> sources, string? input, string? output)
    {
        var having = (from source in sources
                      let value = source.Element.EnumValues.GetValueOrDefault(name)
                      where value is not null
                      select new Source<EnumValue>(source.Subgraph, value)).ToList();
        var coordinate = $"{type.Name}.{name}";
        var merged = new MergedEnumValue(name);
        context.Describe(merged, coordinate, [.. having.Select(source => (source.Subgraph, source.Element.Description, source.Element.Directives))]);
        merged.Joins.AddRange(having.Select(source => Joins.EnumValue(source.Subgraph)));
        var without = Wording.Subgraphs(sources.Select(source => source.Subgraph.Name).Except(having.Select(source => source.Subgraph.Name)).DefaultIfEmpty("?"));
        if (having.Count < sources.Count && input is not null)
        {
            // A hidden value is never sent by a client.
            if (output is not null && !merged.Inaccessible)
                context.Report.Error(ErrorCodes.EnumValueMismatch, $"Enum \"{type.Name}\" is used both as input (for \"{input}\") and as output (for \"{output}\"), but value \"{name}\" is missing in {without}; define the same values in each, or mark the value @inaccessible.");
            if (output is null)
            {
                context.Report.Hint(HintCodes.InconsistentEnumValueForInputEnum, coordinate, $"Value \"{name}\" of enum \"{type.Name}\" is left out of the supergraph: it is missing in {without}, and the enum is used as input.");
                return;
            }
        }
        else if (having.Count < sources.Count && output is not null)
        {
            context.Report.Hint(HintCodes.InconsistentEnumValueForOutputEnum, coordinate, $"Value \"{name}\" of enum \"{type.Name}\" is missing in {without}; as the enum is only used as output it is kept.");
        }

        type.EnumValues.Add(name, merged);
    }
}
