using IbmPlatform.GraphQL.Language;
using IbmPlatform.GraphQL.Types;

namespace IbmPlatform.GraphQL.Validation.Rules;

/// <summary>The directives that a document can apply: the schema's, or the specification's when there is none, and its own.</summary>
internal static class KnownDirectives
{
    private static readonly Schema Bare = Schema.FromDocument(new DocumentNode([]), validate: false);

    /// <summary>Takes something of each directive, by the directive's name; the document's own definitions win.</summary>
    public static void Collect<T>(
        ValidationContext context, Dictionary<string, T> into, Func<DirectiveDefinition, T> ofKnown, Func<DirectiveDefinitionNode, T> ofNode)
    {
        foreach (var known in (context.Schema ?? Bare).Directives) into[known.Name] = ofKnown(known);
        foreach (var definition in context.Document.Definitions)
        {
            if (definition is DirectiveDefinitionNode directive) into[directive.Name] = ofNode(directive);
        }
    }

    /// <summary>The specification's name of the place whose nodes are given, the innermost last.</summary>
    public static string Place(List<SyntaxNode> ancestors) => ancestors[^1] switch
    {
        OperationDefinitionNode { Operation: OperationType.Query } => "QUERY",
        OperationDefinitionNode { Operation: OperationType.Mutation } => "MUTATION",
        OperationDefinitionNode => "SUBSCRIPTION",
        FieldNode => "FIELD",
        FragmentSpreadNode => "FRAGMENT_SPREAD",
        InlineFragmentNode => "INLINE_FRAGMENT",
        FragmentDefinitionNode => "FRAGMENT_DEFINITION",
        VariableDefinitionNode => "VARIABLE_DEFINITION",
        SchemaNode => "SCHEMA",
        ScalarTypeDefinitionNode or ScalarTypeExtensionNode => "SCALAR",
        ObjectTypeDefinitionNode or ObjectTypeExtensionNode => "OBJECT",
        InterfaceTypeDefinitionNode or InterfaceTypeExtensionNode => "INTERFACE",
        IUnionNode => "UNION",
        IEnumNode => "ENUM",
        IInputObjectNode => "INPUT_OBJECT",
        FieldDefinitionNode => "FIELD_DEFINITION",
        EnumValueDefinitionNode => "ENUM_VALUE",
        InputValueDefinitionNode => ancestors[^2] is IInputObjectNode ? "INPUT_FIELD_DEFINITION" : "ARGUMENT_DEFINITION",
        var other => throw new InvalidOperationException($"No directive can stand on {other.Kind}."),
    };
}
