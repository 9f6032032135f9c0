using IbmPlatform.Projects.Contracts;

namespace IbmPlatform.Reports.Overlaps;

/// <summary>What two projects have in common.</summary>
internal static class Sets
{
    public static IReadOnlyList<string> Countries(Project project) =>
        Ordered(project.Countries.Where(c => c.Role == CountryRole.Beneficiary).Select(c => c.Country));

    public static IReadOnlyList<string> Themes(Project project) => Ordered(project.Themes.Select(t => t.ThematicArea));

    public static IReadOnlyList<string> Shared(IReadOnlyList<string> left, IReadOnlyList<string> right) =>
        [.. left.Intersect(right, StringComparer.Ordinal)];

    /// <summary>The shared part of all that either has, 0 to 1 (Jaccard).</summary>
    public static double SharedPart(IReadOnlyList<string> left, IReadOnlyList<string> right)
    {
        var shared = Shared(left, right).Count;
        return shared == 0 ? 0 : (double)shared / (left.Count + right.Count - shared);
    }

    private static IReadOnlyList<string> Ordered(IEnumerable<string> ids) => [.. ids.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}
