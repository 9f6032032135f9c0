using IbmPlatform.Federation.Composition.Subgraphs;

namespace IbmPlatform.Federation.Composition.Merging;

/// <summary>Merges all subgraphs' types into one schema.</summary>
internal sealed class SupergraphMerger(MergeContext context)
{
    private readonly MergedSupergraph _supergraph = new(context.Subgraphs);

    public MergedSupergraph Merge()
    {
        var enums = new List<(MergedType, IReadOnlyList<Source<SubgraphType>>)>();
        foreach (var name in context.TypeNames)
        {
            var sources = context.Sources(name);
            if (!HaveOneKind(name, sources)) continue;
            var type = new MergedType(name, sources[0].Element.MergedKind);
            context.Describe(type, name, [.. sources.Select(source => (source.Subgraph, source.Element.Description, (IReadOnlyList<DirectiveUse>)source.Element.Directives))]);
            _supergraph.Types.Add(name, type);
            switch (type.Kind)
            {
                case TypeKind.Scalar: type.Joins.AddRange(Joins.Type(sources)); break;
                case TypeKind.Object or TypeKind.Interface: new CompositeMerger(context).Merge(type, sources); break;
                case TypeKind.Union: UnionMerger.Merge(type, sources, context.Report); break;
                case TypeKind.InputObject: new InputObjectMerger(context).Merge(type, sources); break;
                case TypeKind.Enum: enums.Add((type, sources)); break;
            }
        }

        new DirectiveDefinitionMerger(context, _supergraph).Merge();
        InterfaceObjectFields.Add(_supergraph, context);

        // How enums merge depends on what the rest came to use.
        var usage = new EnumUsage(_supergraph);
        foreach (var (type, sources) in enums) new EnumMerger(context, usage).Merge(type, sources);
        if (_supergraph.Find("Query") is not { Fields.Count: > 0 })
            context.Report.Error(ErrorCodes.NoQueries, $"No subgraph has a query: add a field to type Query in one of {Wording.Subgraphs(context.Subgraphs.Select(subgraph => subgraph.Name))}.");
        return _supergraph;
    }

    private bool HaveOneKind(string name, IReadOnlyList<Source<SubgraphType>> sources)
    {
        if (sources.Select(source => source.Element.MergedKind).Distinct().Count() > 1)
        {
            context.Report.Error(ErrorCodes.TypeKindMismatch, $"Type \"{name}\" is not of one kind: it is {Wording.Variants(sources.Select(source => (source.Subgraph.Name, Describe(source.Element))))}. Rename one of them.");
            return false;
        }

        if (sources.All(source => source.Element.IsInterfaceObject))
        {
            context.Report.Error(ErrorCodes.InterfaceObjectUsage, $"Type \"{name}\" is an @interfaceObject in every subgraph that has it ({Wording.Subgraphs(sources.Select(source => source.Subgraph.Name))}); one subgraph must define it as an interface.");
            return false;
        }

        return true;
    }

    private static string Describe(SubgraphType type) => type.IsInterfaceObject ? "an interface object" : type.Kind switch
    {
        TypeKind.Scalar => "a scalar type",
        TypeKind.Object => "an object type",
        TypeKind.Interface => "an interface",
        TypeKind.Union => "a union",
        TypeKind.Enum => "an enum",
        _ => "an input type",
    };
}
