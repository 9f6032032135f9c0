using IbmPlatform.Federation.Composition.Subgraphs;
using IbmPlatform.GraphQL.Language;

namespace IbmPlatform.Federation.Composition.Merging;

/// <summary>Merges one output field over the subgraphs that have it.</summary>
internal sealed class FieldMerger(MergeContext context)
{
    private readonly ArgumentMerger _arguments = new(context);

    public MergedField? Merge(IReadOnlyList<Source<SubgraphType>> parents, IReadOnlyList<Source<SubgraphField>> sources)
    {
        var coordinate = sources[0].Element.Coordinate;
        var resolving = sources.Where(source => !source.Element.External).ToList();
        if (resolving.Count == 0)
        {
            context.Report.Error(ErrorCodes.ExternalMissingOnBase, $"Field \"{coordinate}\" is marked @external in every subgraph that has it ({Wording.Subgraphs(sources.Select(source => source.Subgraph.Name))}); one subgraph must define it without @external.");
            return null;
        }

        var (type, same) = MergeType(coordinate, sources);
        var field = new MergedField(sources[0].Element.Name, type);
        context.Describe(field, coordinate, [.. resolving.Select(source => (source.Subgraph, source.Element.Description, source.Element.Directives))]);
        _arguments.Merge(coordinate, [.. resolving.Select(source => new Source<IReadOnlyList<InputValue>>(source.Subgraph, source.Element.Arguments))], field.Arguments);
        foreach (var source in sources.Where(source => source.Element.External)) CheckExternal(field, source);
        if (NeedsJoin(parents, sources, same))
            field.Joins.AddRange(sources.Where(source => IsListed(source.Element)).Select(source => Joins.Field(source.Subgraph, source.Element, !same)));
        return field;
    }

    // A field taken over by another subgraph is only mentioned where something there still needs it.
    private static bool IsListed(SubgraphField field) => !field.Overridden || field.Used;

    private static bool NeedsJoin(IReadOnlyList<Source<SubgraphType>> parents, IReadOnlyList<Source<SubgraphField>> sources, bool sameType) =>
        !sameType || sources.Count < parents.Count
        || sources.Any(source => source.Element is { External: true } or { Overridden: true } or { Requires: not null } or { Provides: not null });

    private (TypeNode Type, bool Same) MergeType(string coordinate, IReadOnlyList<Source<SubgraphField>> sources)
    {
        var types = sources.Select(source => source.Element.Type).ToList();
        if (types.All(type => TypeRelations.Same(type, types[0]))) return (types[0], true);
        var variants = Wording.Variants(sources.Select(source => (source.Subgraph.Name, source.Element.Type.ToString())));
        if (context.Types.MostGeneral(types) is not { } merged)
        {
            // An external field's type is checked against the merged one in a message of its own.
            var own = sources.Where(source => !source.Element.External).Select(source => source.Element.Type).ToList();
            if (context.Types.MostGeneral(own) is { } ownType) return (ownType, false);
            context.Report.Error(ErrorCodes.FieldTypeMismatch, $"Type of field \"{coordinate}\" is incompatible across subgraphs: it is {variants}. Make the types equal, or one a supertype of the others.");
            return (types[0], false);
        }

        context.Report.Hint(HintCodes.InconsistentFieldType, coordinate, $"Type of field \"{coordinate}\" differs across subgraphs: it is {variants}. The supergraph has \"{merged}\".");
        return (merged, false);
    }

    private void CheckExternal(MergedField field, Source<SubgraphField> source)
    {
        var (subgraph, external) = (source.Subgraph, source.Element);
        if (!context.Types.IsSubtype(external.Type, field.Type) && !context.Types.IsSubtype(field.Type, external.Type))
            context.Report.Error(ErrorCodes.ExternalTypeMismatch, $"Type of field \"{external.Coordinate}\" is incompatible across subgraphs (where marked @external): it is \"{field.Type}\" where it is resolved but \"{external.Type}\" in subgraph \"{subgraph.Name}\". Correct the mention.");
        foreach (var argument in field.Arguments.Values)
        {
            var mention = external.Arguments.FirstOrDefault(candidate => candidate.Name == argument.Name);
            if (mention is null)
            {
                context.Report.Error(ErrorCodes.ExternalArgumentMissing, $"Field \"{external.Coordinate}\" lacks argument \"{argument.Name}\" where it is marked @external, in subgraph \"{subgraph.Name}\"; add it there.");
                continue;
            }

            if (!context.Types.IsSubtype(argument.Type, mention.Type) && !context.Types.IsSubtype(mention.Type, argument.Type))
                context.Report.Error(ErrorCodes.ExternalArgumentTypeMismatch, $"Argument \"{external.Coordinate}({argument.Name}:)\" is \"{argument.Type}\" where it is resolved but \"{mention.Type}\" in subgraph \"{subgraph.Name}\", where it is marked @external. Correct the mention.");
            if (Print(argument.DefaultValue) != Print(mention.DefaultValue))
                context.Report.Error(ErrorCodes.ExternalArgumentDefaultMismatch, $"Argument \"{external.Coordinate}({argument.Name}:)\" has {Print(argument.DefaultValue)} where it is resolved but {Print(mention.DefaultValue)} in subgraph \"{subgraph.Name}\", where it is marked @external. Correct the mention.");
        }
    }

    private static string Print(ValueNode? value) => value is null ? "no default" : $"the default {Values.Print(value)}";
}
