using IbmPlatform.GraphQL.Language;
using IbmPlatform.GraphQL.Types;

namespace IbmPlatform.GraphQL.Validation.Rules;

/// <summary>5.5.1.2: type conditions and variables name types that exist; so do references in a schema.</summary>
internal sealed class KnownTypeNamesRule : RuleVisitor
{
    public static ValidationRule Rule { get; } =
        ValidationRule.Of<KnownTypeNamesRule>("sec-Fragment-Spread-Type-Existence", [NodeKind.NamedType]);

    private static readonly HashSet<string> Standard =
        [.. ScalarType.BuiltIns.Select(type => type.Name), .. IntrospectionTypes.All.Select(type => type.Name)];

    private readonly HashSet<string> _defined = new(StringComparer.Ordinal);

    public override bool Enter(SyntaxNode node)
    {
        var name = ((NamedTypeNode)node).Name;
        if (_defined.Contains(name) || Context.Schema?.FindType(name) is not null) return true;
        var typeSystem = Context.Ancestors.Count > 1 && Context.Ancestors[1] is not ExecutableDefinitionNode;
        if (typeSystem && Standard.Contains(name)) return true;
        var known = (Context.Schema?.Types.Select(type => type.Name) ?? []).Concat(_defined).Concat(typeSystem ? Standard : []).Distinct();
        Report($"There is no type \"{name}\".{Suggestions.For(name, known)}", node.Location);
        return true;
    }

    protected override void Begin() =>
        _defined.UnionWith(Context.Document.Definitions.OfType<TypeDefinitionNode>().Select(definition => definition.Name));
}
