using IbmPlatform.GraphQL.Language;
using IbmPlatform.GraphQL.Types;

namespace IbmPlatform.GraphQL.Validation.Rules;

/// <summary>3.4.3: an extension extends a type that exists, and of its own kind.</summary>
internal sealed class PossibleTypeExtensionsRule : RuleVisitor
{
    public static ValidationRule Rule { get; } =
        ValidationRule.Of<PossibleTypeExtensionsRule>("sec-Type-Extensions", [.. DefinitionKinds.TypeExtensions]);

    private readonly Dictionary<string, TypeDefinitionNode> _defined = new(StringComparer.Ordinal);

    public override bool Enter(SyntaxNode node)
    {
        var extension = (TypeExtensionNode)node;
        var expected = OrphanExtension.ExtendedKind(extension.Kind);
        if (_defined.TryGetValue(extension.Name, out var definition))
        {
            if (definition.Kind != expected) Report(WrongKind(extension, expected), definition.Location, extension.Location);
        }
        else if (Context.Schema?.FindType(extension.Name) is { } existing)
        {
            if (KindOf(existing) != expected) Report(WrongKind(extension, expected), extension.Location);
        }
        else
        {
            var known = _defined.Keys.Concat(Context.Schema?.Types.Select(type => type.Name) ?? []);
            Report(
                $"Type \"{extension.Name}\" can't be extended, because it is not defined.{Suggestions.For(extension.Name, known)}",
                extension.NameLocation);
        }

        return true;
    }

    protected override void Begin()
    {
        foreach (var definition in Context.Document.Definitions.OfType<TypeDefinitionNode>()) _defined[definition.Name] = definition;
    }

    private static string WrongKind(TypeExtensionNode extension, NodeKind expected) =>
        $"Type \"{extension.Name}\" is of another kind than its extension, which is for {expected.ToString().Replace("TypeDefinition", "", StringComparison.Ordinal)} types.";

    private static NodeKind KindOf(NamedType type) => type.Kind switch
    {
        TypeKind.Scalar => NodeKind.ScalarTypeDefinition,
        TypeKind.Object => NodeKind.ObjectTypeDefinition,
        TypeKind.Interface => NodeKind.InterfaceTypeDefinition,
        TypeKind.Union => NodeKind.UnionTypeDefinition,
        TypeKind.Enum => NodeKind.EnumTypeDefinition,
        _ => NodeKind.InputObjectTypeDefinition,
    };
}
