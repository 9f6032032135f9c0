using IbmPlatform.Federation.Composition.Subgraphs;

namespace IbmPlatform.Federation.Composition.Merging;

/// <summary>Applies <c>@override</c>: the subgraph named no longer resolves the field.</summary>
internal static class Overrides
{
    public static void Apply(IReadOnlyList<Subgraph> subgraphs, CompositionReport report)
    {
        foreach (var subgraph in subgraphs)
        {
            foreach (var field in subgraph.Types.Values.SelectMany(type => type.Fields.Values).Where(field => field.OverrideFrom is not null))
                Apply(subgraphs, subgraph, field, report);
        }
    }

    private static void Apply(IReadOnlyList<Subgraph> subgraphs, Subgraph subgraph, SubgraphField field, CompositionReport report)
    {
        var from = field.OverrideFrom!;
        if (from == subgraph.Name)
        {
            report.Error(ErrorCodes.OverrideFromSelf, $"Field \"{field.Coordinate}\" of subgraph \"{from}\" overrides itself; name the subgraph that it is taken from, or remove @override.");
            return;
        }

        var source = subgraphs.FirstOrDefault(candidate => candidate.Name == from);
        if (source is null)
        {
            report.Hint(HintCodes.FromSubgraphDoesNotExist, field.Coordinate, $"Subgraph \"{from}\", from which subgraph \"{subgraph.Name}\" overrides \"{field.Coordinate}\", does not exist.");
            return;
        }

        var overridden = source.Find(field.Parent.Name)?.Fields.GetValueOrDefault(field.Name);
        if (overridden is null || overridden.External)
        {
            report.Hint(HintCodes.OverrideDirectiveCanBeRemoved, field.Coordinate, $"Subgraph \"{from}\" no longer resolves \"{field.Coordinate}\"; the @override in subgraph \"{subgraph.Name}\" can be removed.");
            return;
        }

        if (overridden.OverrideFrom is not null)
        {
            report.Error(ErrorCodes.OverrideSourceHasOverride, $"Field \"{field.Coordinate}\" of subgraph \"{subgraph.Name}\" is overridden from subgraph \"{from}\", which overrides it itself from \"{overridden.OverrideFrom}\"; keep one of the two.");
            return;
        }

        if (overridden.Requires is not null || overridden.Provides is not null)
        {
            var directive = overridden.Requires is not null ? "@requires" : "@provides";
            report.Error(ErrorCodes.OverrideCollision, $"@override can't be used on \"{field.Coordinate}\" of subgraph \"{subgraph.Name}\": in subgraph \"{from}\" the field has {directive}; remove that first.");
            return;
        }

        overridden.Overridden = true;
        report.Hint(HintCodes.OverriddenFieldCanBeRemoved, field.Coordinate, overridden.Used
            ? $"Field \"{field.Coordinate}\" of subgraph \"{from}\" is overridden, but a key, a @requires, a @provides or an interface there still uses it; mark it @external."
            : $"Field \"{field.Coordinate}\" of subgraph \"{from}\" is overridden; it can be removed there.");
    }
}
