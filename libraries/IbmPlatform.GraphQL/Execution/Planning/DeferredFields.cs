namespace IbmPlatform.GraphQL.Execution.Planning;

/// <summary>Divides the fields of a selection by the deferred fragments that ask for them (draft, "BuildExecutionPlan").</summary>
internal static class DeferredFields
{
    /// <summary>The fields to execute with those above them, and for each other set of fragments its fields.</summary>
    public static (List<List<CollectedNode>> Now, List<(IReadOnlyList<DeferUsage> Usages, List<List<CollectedNode>> Groups)> Parts) Split(
        List<List<CollectedNode>> groups, IReadOnlyList<DeferUsage> current)
    {
        var now = new List<List<CollectedNode>>();
        var parts = new List<(IReadOnlyList<DeferUsage> Usages, List<List<CollectedNode>> Groups)>();
        foreach (var group in groups)
        {
            var usages = UsagesOf(group);
            if (AreSame(usages, current))
            {
                now.Add(group);
                continue;
            }

            var part = parts.Find(p => AreSame(p.Usages, usages));
            if (part.Groups is null) parts.Add(part = (usages, []));
            part.Groups.Add(group);
        }

        return (now, parts);
    }

    /// <summary>The fragments that must wait for the field: none when something asks for it at once; not those inside another of them.</summary>
    private static List<DeferUsage> UsagesOf(List<CollectedNode> group)
    {
        var usages = new List<DeferUsage>();
        foreach (var (_, usage) in group)
        {
            if (usage is null) return [];
            if (!usages.Contains(usage)) usages.Add(usage);
        }

        return usages.Count == 1 ? usages : usages.FindAll(u => !Ancestors(u).Any(usages.Contains));
    }

    private static IEnumerable<DeferUsage> Ancestors(DeferUsage usage)
    {
        for (var parent = usage.Parent; parent is not null; parent = parent.Parent) yield return parent;
    }

    private static bool AreSame(IReadOnlyList<DeferUsage> one, IReadOnlyList<DeferUsage> other) => one.Count == other.Count && one.All(other.Contains);
}
