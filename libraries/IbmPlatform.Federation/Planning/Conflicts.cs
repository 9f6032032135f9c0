namespace IbmPlatform.Federation.Planning;

/// <summary>Whether two sets of fields fit into one representation, which has no aliases: one name with two sets of arguments does not.</summary>
internal static class Conflicts
{
    public static bool None(IEnumerable<FieldDemand> one, IReadOnlyList<FieldDemand> other) => one.All(field => other.All(otherField => Fit(field, otherField)));

    public static bool None(IEnumerable<FieldDemand> one, IEnumerable<FieldDemand> other) => None(one, other.ToList());

    private static bool Fit(FieldDemand one, FieldDemand other)
    {
        if (one.Name != other.Name || one == other) return true;
        if (one.Signature != other.Signature) return false;
        if (one.Selection is not { } below || other.Selection is not { } otherBelow) return true;
        var types = below.Type.PossibleTypes.Count > 0 ? below.Type.PossibleTypes : [below.Type];
        return types.TrueForAll(type => None(below.FieldsFor(type), otherBelow.FieldsFor(type)));
    }
}
