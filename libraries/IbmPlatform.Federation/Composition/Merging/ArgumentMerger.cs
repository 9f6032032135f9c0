using IbmPlatform.Federation.Composition.Subgraphs;

namespace IbmPlatform.Federation.Composition.Merging;

/// <summary>Merges argument lists: what all sources take stays, what only some require is an error.</summary>
internal sealed class ArgumentMerger(MergeContext context)
{
    private readonly InputMerger _inputs = new(context);

    public void Merge(string owner, IReadOnlyList<Source<IReadOnlyList<InputValue>>> sources, OrderedDictionary<string, MergedInput> into)
    {
        foreach (var name in sources.SelectMany(source => source.Element).Select(argument => argument.Name).Distinct())
        {
            var coordinate = $"{owner}({name}:)";
            var having = (from source in sources
                          let argument = source.Element.FirstOrDefault(argument => argument.Name == name)
                          where argument is not null
                          select new Source<InputValue>(source.Subgraph, argument)).ToList();
            if (having.Count == sources.Count) into.Add(name, _inputs.Merge(coordinate, having, isArgument: true));
            else ReportMissing(coordinate, having, sources);
        }
    }

    private void ReportMissing(string coordinate, List<Source<InputValue>> having, IReadOnlyList<Source<IReadOnlyList<InputValue>>> sources)
    {
        var without = Wording.Subgraphs(sources.Select(source => source.Subgraph.Name).Except(having.Select(source => source.Subgraph.Name)));
        var required = having.Where(source => source.Element.Required).Select(source => source.Subgraph.Name).ToList();
        if (required.Count > 0)
            context.Report.Error(ErrorCodes.RequiredArgumentMissing, $"Argument \"{coordinate}\" is required in {Wording.Subgraphs(required)} but doesn't exist in {without}; add it there, or make it optional.");
        else
            context.Report.Hint(HintCodes.InconsistentArgumentPresence, coordinate, $"Optional argument \"{coordinate}\" is left out of the supergraph: {Wording.Subgraphs(having.Select(source => source.Subgraph.Name))} takes it but {without} doesn't.");
    }
}
