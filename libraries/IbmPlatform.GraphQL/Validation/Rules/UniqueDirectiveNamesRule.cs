using IbmPlatform.GraphQL.Language;
using IbmPlatform.GraphQL.Types;

namespace IbmPlatform.GraphQL.Validation.Rules;

/// <summary>3.13: directives differ in their names.</summary>
internal sealed class UniqueDirectiveNamesRule : RuleVisitor
{
    public static ValidationRule Rule { get; } =
        ValidationRule.Of<UniqueDirectiveNamesRule>("sec-Type-System.Directives", [NodeKind.DirectiveDefinition]);

    private readonly Dictionary<string, Location> _seen = new(StringComparer.Ordinal);

    public override bool Enter(SyntaxNode node)
    {
        var directive = (DirectiveDefinitionNode)node;
        if (Context.Schema?.FindDirective(directive.Name) is not null)
            Report($"The schema already has the directive \"@{directive.Name}\".", directive.NameLocation);
        else if (!_seen.TryAdd(directive.Name, directive.NameLocation))
            Report($"Directive \"@{directive.Name}\" is defined more than once.", _seen[directive.Name], directive.NameLocation);
        return false;
    }
}
