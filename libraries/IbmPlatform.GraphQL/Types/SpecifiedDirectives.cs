using IbmPlatform.GraphQL.Language;

namespace IbmPlatform.GraphQL.Types;

/// <summary>The directives that every schema knows (specification, section 3.13), as the schema language defines them.</summary>
public static class SpecifiedDirectives
{
    /// <summary>The reason of a deprecation that gives none.</summary>
    public const string DefaultDeprecationReason = "No longer supported";

    private const string Sdl = """
        "The selection is left out when the argument is true."
        directive @skip("Whether to leave it out." if: Boolean!) on FIELD | FRAGMENT_SPREAD | INLINE_FRAGMENT

        "The selection is taken only when the argument is true."
        directive @include("Whether to take it." if: Boolean!) on FIELD | FRAGMENT_SPREAD | INLINE_FRAGMENT

        "Marks a part of the schema that should not be used any more."
        directive @deprecated("Why, and what to use instead, in Markdown." reason: String! = "No longer supported")
          on FIELD_DEFINITION | ARGUMENT_DEFINITION | INPUT_FIELD_DEFINITION | ENUM_VALUE

        "Names the specification of a custom scalar's format."
        directive @specifiedBy("The specification's URL." url: String!) on SCALAR

        "Exactly one field of the input object must be given, and it must not be null."
        directive @oneOf on INPUT_OBJECT
        """;

    /// <summary>Their definitions.</summary>
    public static IReadOnlyList<DirectiveDefinitionNode> Definitions { get; } =
        [.. Parser.ParseDocument(Sdl, new ParserOptions { SourceName = "built-in directives" }).Definitions.Cast<DirectiveDefinitionNode>()];

    /// <summary>Whether the specification defines a directive of that name.</summary>
    public static bool IsSpecified(string name) => Definitions.Any(definition => definition.Name == name);

    internal static string? DeprecationReason(IReadOnlyList<DirectiveNode> directives)
    {
        var directive = Applied(directives, "deprecated");
        if (directive is null) return null;
        return directive.Argument("reason") is StringValueNode reason ? reason.Value : DefaultDeprecationReason;
    }

    internal static DirectiveNode? Applied(IReadOnlyList<DirectiveNode> directives, string name)
    {
        foreach (var directive in directives)
        {
            if (directive.Name == name) return directive;
        }

        return null;
    }
}
