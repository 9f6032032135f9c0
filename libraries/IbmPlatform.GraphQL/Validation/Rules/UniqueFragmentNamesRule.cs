using IbmPlatform.GraphQL.Language;
using IbmPlatform.GraphQL.Types;

namespace IbmPlatform.GraphQL.Validation.Rules;

/// <summary>5.5.1.1: fragments of a document differ in their names.</summary>
internal sealed class UniqueFragmentNamesRule : RuleVisitor
{
    public static ValidationRule Rule { get; } =
        ValidationRule.Of<UniqueFragmentNamesRule>("sec-Fragment-Name-Uniqueness", [NodeKind.FragmentDefinition]);

    private readonly Dictionary<string, Location> _seen = new(StringComparer.Ordinal);

    public override bool Enter(SyntaxNode node)
    {
        var fragment = (FragmentDefinitionNode)node;
        if (!_seen.TryAdd(fragment.Name, fragment.NameLocation))
            Report($"Two fragments are named \"{fragment.Name}\"; rename one of them.", _seen[fragment.Name], fragment.NameLocation);
        return false;
    }
}
