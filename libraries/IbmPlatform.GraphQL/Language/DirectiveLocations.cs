namespace IbmPlatform.GraphQL.Language;

/// <summary>The names of the places where a directive can be applied (specification, section 3.13).</summary>
public static class DirectiveLocations
{
    private static readonly HashSet<string> Names = new(
    [
        "QUERY", "MUTATION", "SUBSCRIPTION", "FIELD", "FRAGMENT_DEFINITION", "FRAGMENT_SPREAD", "INLINE_FRAGMENT", "VARIABLE_DEFINITION",
        "SCHEMA", "SCALAR", "OBJECT", "FIELD_DEFINITION", "ARGUMENT_DEFINITION", "INTERFACE", "UNION", "ENUM", "ENUM_VALUE", "INPUT_OBJECT", "INPUT_FIELD_DEFINITION",
    ], StringComparer.Ordinal);

    /// <summary>All names, executable ones first.</summary>
    public static IReadOnlyCollection<string> All => Names;

    /// <summary>Whether the specification knows the place.</summary>
    public static bool IsKnown(string name) => Names.Contains(name);
}
