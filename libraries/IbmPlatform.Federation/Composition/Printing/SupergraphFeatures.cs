using IbmPlatform.Federation.Composition.Subgraphs;

namespace IbmPlatform.Federation.Composition.Printing;

/// <summary>The specifications that a supergraph links for federation's own directives, with the definitions they bring.</summary>
internal static class SupergraphFeatures
{
    private const string Access = "on FIELD_DEFINITION | OBJECT | INTERFACE | SCALAR | ENUM";

    private const string Anywhere =
        "on FIELD_DEFINITION | OBJECT | INTERFACE | UNION | ARGUMENT_DEFINITION | SCALAR | ENUM | ENUM_VALUE | INPUT_OBJECT | INPUT_FIELD_DEFINITION";

    /// <summary>What each directive needs: its link, its definition and the scalar that it speaks of.</summary>
    public static IReadOnlyDictionary<string, (string Link, string Definition, string? Scalar)> All { get; } =
        new SortedDictionary<string, (string, string, string?)>(StringComparer.Ordinal)
        {
            ["authenticated"] = (Url("authenticated/v0.1", security: true), $"directive @authenticated {Access}", null),
            ["cost"] = (Cost, "directive @cost(weight: Int!) on ARGUMENT_DEFINITION | ENUM | FIELD_DEFINITION | INPUT_FIELD_DEFINITION | OBJECT | SCALAR", null),
            ["inaccessible"] = (Url("inaccessible/v0.2", security: true), $"directive @inaccessible {Anywhere}", null),
            ["listSize"] = (Cost, "directive @listSize(assumedSize: Int, slicingArguments: [String!], sizedFields: [String!], requireOneSlicingArgument: Boolean = true) on FIELD_DEFINITION", null),
            ["policy"] = (Url("policy/v0.1", security: true), $"directive @policy(policies: [[policy__Policy!]!]!) {Access}", "policy__Policy"),
            ["requiresScopes"] = (Url("requiresScopes/v0.1", security: true), $"directive @requiresScopes(scopes: [[requiresScopes__Scope!]!]!) {Access}", "requiresScopes__Scope"),
            ["tag"] = (Url("tag/v0.3", security: false), $"directive @tag(name: String!) repeatable {Anywhere} | SCHEMA", null),
        };

    private static string Cost => "@link(url: \"https://specs.apollo.dev/cost/v0.1\", import: [\"@listSize\"])";

    public static string Print(Link link) =>
        $"@link(url: \"{link.Url}\"{(link.Alias is null ? "" : $", as: \"{link.Alias}\"")}, import: [{string.Join(", ", link.Imports.Select(Print))}])";

    private static string Print(KeyValuePair<string, string> import) =>
        import.Key == import.Value ? $"\"{import.Key}\"" : $"{{name: \"{import.Key}\", as: \"{import.Value}\"}}";

    private static string Url(string specification, bool security) =>
        $"@link(url: \"https://specs.apollo.dev/{specification}\"{(security ? ", for: SECURITY" : "")})";
}
