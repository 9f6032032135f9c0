namespace IbmPlatform.GraphQL.Execution.Subgraphs;

/// <summary>The definitions of federation v2's directives and scalars.</summary>
internal static class FederationDefinitions
{
    public static readonly IReadOnlySet<string> Scalars = new HashSet<string> { "FieldSet", "Scope", "Policy", "ContextFieldValue" };

    /// <summary>The cost directives, defined only where the SDL uses them and does not define them itself.</summary>
    public static readonly IReadOnlyDictionary<string, string> Costs = new Dictionary<string, string>
    {
        ["@cost"] = "directive @cost(weight: String!) on ARGUMENT_DEFINITION | ENUM | FIELD_DEFINITION | INPUT_FIELD_DEFINITION | OBJECT | SCALAR",
        ["@listSize"] = "directive @listSize(assumedSize: Int, slicingArguments: [String!], sizedFields: [String!], "
            + "requireOneSlicingArgument: Boolean = true) on FIELD_DEFINITION",
    };

    // {FieldSet} and the other braces stand for the names that the @link gives them.
    private static readonly (string Name, string Definition)[] Elements =
    [
        ("FieldSet", "scalar {FieldSet}"),
        ("Scope", "scalar {Scope}"),
        ("Policy", "scalar {Policy}"),
        ("ContextFieldValue", "scalar {ContextFieldValue}"),
        ("@key", "directive {@key}(fields: {FieldSet}!, resolvable: Boolean = true) repeatable on OBJECT | INTERFACE"),
        ("@shareable", "directive {@shareable} repeatable on OBJECT | FIELD_DEFINITION"),
        ("@external", "directive {@external}(reason: String) on OBJECT | FIELD_DEFINITION"),
        ("@requires", "directive {@requires}(fields: {FieldSet}!) on FIELD_DEFINITION"),
        ("@provides", "directive {@provides}(fields: {FieldSet}!) on FIELD_DEFINITION"),
        ("@override", "directive {@override}(from: String!, label: String) on FIELD_DEFINITION"),
        ("@inaccessible", "directive {@inaccessible} on FIELD_DEFINITION | OBJECT | INTERFACE | UNION | ARGUMENT_DEFINITION "
            + "| SCALAR | ENUM | ENUM_VALUE | INPUT_OBJECT | INPUT_FIELD_DEFINITION"),
        ("@tag", "directive {@tag}(name: String!) repeatable on FIELD_DEFINITION | OBJECT | INTERFACE | UNION | ARGUMENT_DEFINITION "
            + "| SCALAR | ENUM | ENUM_VALUE | INPUT_OBJECT | INPUT_FIELD_DEFINITION | SCHEMA"),
        ("@interfaceObject", "directive {@interfaceObject} on OBJECT"),
        ("@extends", "directive {@extends} on OBJECT | INTERFACE"),
        ("@composeDirective", "directive {@composeDirective}(name: String!) repeatable on SCHEMA"),
        ("@authenticated", "directive {@authenticated} on FIELD_DEFINITION | OBJECT | INTERFACE | SCALAR | ENUM"),
        ("@requiresScopes", "directive {@requiresScopes}(scopes: [[{Scope}!]!]!) on FIELD_DEFINITION | OBJECT | INTERFACE | SCALAR | ENUM"),
        ("@policy", "directive {@policy}(policies: [[{Policy}!]!]!) on FIELD_DEFINITION | OBJECT | INTERFACE | SCALAR | ENUM"),
        ("@context", "directive {@context}(name: String!) repeatable on INTERFACE | OBJECT | UNION"),
        ("@fromContext", "directive {@fromContext}(field: {ContextFieldValue}) on ARGUMENT_DEFINITION"),
        ("@cost", "directive {@cost}(weight: Int!) on ARGUMENT_DEFINITION | ENUM | FIELD_DEFINITION | INPUT_FIELD_DEFINITION | OBJECT | SCALAR"),
        ("@listSize", "directive {@listSize}(assumedSize: Int, slicingArguments: [String!], sizedFields: [String!], "
            + "requireOneSlicingArgument: Boolean = true) on FIELD_DEFINITION"),
    ];

    /// <summary>Every definition under its name here, the directives of <c>@link</c> itself included.</summary>
    public static IEnumerable<KeyValuePair<string, string>> For(LinkImports names)
    {
        yield return new("link__Purpose", "enum link__Purpose { SECURITY EXECUTION }");
        yield return new("link__Import", "scalar link__Import");
        yield return new("@link", "directive @link(url: String!, as: String, for: link__Purpose, import: [link__Import]) repeatable on SCHEMA");
        foreach (var (name, definition) in Elements)
        {
            yield return new(names.NameOf(name), Elements.Aggregate(definition, (text, element) =>
                text.Replace("{" + element.Name + "}", names.NameOf(element.Name), StringComparison.Ordinal)));
        }
    }
}
