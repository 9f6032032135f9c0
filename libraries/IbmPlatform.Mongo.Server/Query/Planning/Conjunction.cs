using IbmPlatform.Mongo.Server.Query.Predicates;

namespace IbmPlatform.Mongo.Server.Query.Planning;

/// <summary>The conditions of a filter that must all hold, flat; and the same with one <c>$or</c> multiplied out.</summary>
internal static class Conjunction
{
    // Each branch becomes a set of intervals; beyond this a scan is no worse than planning.
    private const int MaxBranches = 200;

    /// <summary>Branches of which at least one must hold whole.</summary>
    public static IReadOnlyList<IReadOnlyList<PathFilter>> Branches(FilterNode filter)
    {
        var common = new List<PathFilter>();
        var alternatives = new List<OrNode>();
        Flatten(filter, common, alternatives);
        var or = alternatives.FirstOrDefault(a => a.Parts.Count <= MaxBranches);
        if (or is null)
            return [common];
        return [.. or.Parts.Select(part => Branch(part, common))];
    }

    private static List<PathFilter> Branch(FilterNode part, List<PathFilter> common)
    {
        var branch = new List<PathFilter>();
        // An $or inside a branch stays a residual condition.
        Flatten(part, branch, []);
        branch.AddRange(common);
        return branch;
    }

    private static void Flatten(FilterNode node, List<PathFilter> paths, List<OrNode> alternatives)
    {
        switch (node)
        {
            case AndNode and:
                foreach (var part in and.Parts)
                    Flatten(part, paths, alternatives);
                break;
            case OrNode { Parts.Count: 1 } only:
                Flatten(only.Parts[0], paths, alternatives);
                break;
            case OrNode or:
                alternatives.Add(or);
                break;
            case PathFilter { Predicate: ElementPredicate element } outer:
                var inner = new List<PathFilter>();
                Flatten(element.Filter, inner, []);
                paths.AddRange(inner.Select(i => new PathFilter($"{outer.Path}.{i.Path}", i.Predicate)));
                break;
            case PathFilter path:
                paths.Add(path);
                break;
            default:
                break;
        }
    }
}
