using IbmPlatform.Federation.Composition.Subgraphs;

namespace IbmPlatform.Federation.Composition.Merging;

/// <summary>Merges input objects: only what every subgraph understands can be sent.</summary>
internal sealed class InputObjectMerger(MergeContext context)
{
    private readonly InputMerger _inputs = new(context);

    public void Merge(MergedType type, IReadOnlyList<Source<SubgraphType>> sources)
    {
        type.Joins.AddRange(Joins.Type(sources));
        foreach (var name in sources.SelectMany(source => source.Element.InputFields.Keys).Distinct())
        {
            var coordinate = $"{type.Name}.{name}";
            var having = (from source in sources
                          let field = source.Element.InputFields.GetValueOrDefault(name)
                          where field is not null
                          select new Source<InputValue>(source.Subgraph, field)).ToList();
            if (having.Count == sources.Count) type.InputFields.Add(name, Merge(coordinate, having));
            else ReportMissing(coordinate, having, sources);
        }

        if (type.InputFields.Count == 0)
            context.Report.Error(ErrorCodes.EmptyMergedInputType, $"Input type \"{type.Name}\" has no field that all of {Wording.Subgraphs(sources.Select(source => source.Subgraph.Name))} have; add a common field, or give the types different names.");
    }

    private MergedInput Merge(string coordinate, List<Source<InputValue>> sources)
    {
        var merged = _inputs.Merge(coordinate, sources, isArgument: false);
        if (sources.Any(source => !TypeRelations.Same(source.Element.Type, merged.Type)))
            merged.Joins.AddRange(sources.Select(source => Joins.Input(source.Subgraph, source.Element.Type)));
        return merged;
    }

    private void ReportMissing(string coordinate, List<Source<InputValue>> having, IReadOnlyList<Source<SubgraphType>> sources)
    {
        var without = Wording.Subgraphs(sources.Select(source => source.Subgraph.Name).Except(having.Select(source => source.Subgraph.Name)));
        var required = having.Where(source => source.Element.Required).Select(source => source.Subgraph.Name).ToList();
        if (required.Count > 0)
            context.Report.Error(ErrorCodes.RequiredInputFieldMissing, $"Input field \"{coordinate}\" is required in {Wording.Subgraphs(required)} but doesn't exist in {without}; add it there, or make it optional.");
        else
            context.Report.Hint(HintCodes.InconsistentInputObjectField, coordinate, $"Input field \"{coordinate}\" is left out of the supergraph: {Wording.Subgraphs(having.Select(source => source.Subgraph.Name))} has it but {without} doesn't.");
    }
}
