using IbmPlatform.Federation.Composition.Subgraphs;
using IbmPlatform.GraphQL.Language;

namespace IbmPlatform.Federation.Composition.Merging;

/// <summary>Merges one argument or input field that all sources have: as strict as the strictest, one default for all.</summary>
internal sealed class InputMerger(MergeContext context)
{
    public MergedInput Merge(string coordinate, IReadOnlyList<Source<InputValue>> sources, bool isArgument)
    {
        var types = sources.Select(source => source.Element.Type).ToList();
        var type = context.Types.MostSpecific(types);
        var variants = Wording.Variants(sources.Select(source => (source.Subgraph.Name, source.Element.Type.ToString())));
        if (type is null)
        {
            context.Report.Error(isArgument ? ErrorCodes.FieldArgumentTypeMismatch : ErrorCodes.FieldTypeMismatch,
                $"Type of {(isArgument ? "argument" : "input field")} \"{coordinate}\" is incompatible across subgraphs: it is {variants}. Make the types equal, or differ only in being required.");
            type = types[0];
        }
        else if (types.Any(other => !TypeRelations.Same(other, type)))
        {
            context.Report.Hint(isArgument ? HintCodes.InconsistentArgumentType : HintCodes.InconsistentFieldType, coordinate,
                $"Type of {(isArgument ? "argument" : "input field")} \"{coordinate}\" differs across subgraphs: it is {variants}. The supergraph has \"{type}\".");
        }

        var merged = new MergedInput(sources[0].Element.Name, type) { DefaultValue = Default(coordinate, sources, isArgument) };
        context.Describe(merged, coordinate, [.. sources.Select(source => (source.Subgraph, source.Element.Description, source.Element.Directives))]);
        return merged;
    }

    private ValueNode? Default(string coordinate, IReadOnlyList<Source<InputValue>> sources, bool isArgument)
    {
        var says = sources.Select(source => (source.Subgraph.Name, Value: source.Element.DefaultValue is { } value ? Values.Print(value) : "no default")).ToList();
        if (says.DistinctBy(pair => pair.Value).Count() > 1)
            context.Report.Error(isArgument ? ErrorCodes.FieldArgumentDefaultMismatch : ErrorCodes.InputFieldDefaultMismatch,
                $"{(isArgument ? "Argument" : "Input field")} \"{coordinate}\" has different default values across subgraphs: it has {Wording.Variants(says)}. Give the same default in each.");
        return sources[0].Element.DefaultValue;
    }
}
