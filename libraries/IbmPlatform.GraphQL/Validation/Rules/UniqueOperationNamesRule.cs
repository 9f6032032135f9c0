using IbmPlatform.GraphQL.Language;
using IbmPlatform.GraphQL.Types;

namespace IbmPlatform.GraphQL.Validation.Rules;

/// <summary>5.2.2.1: operations of a document differ in their names.</summary>
internal sealed class UniqueOperationNamesRule : RuleVisitor
{
    public static ValidationRule Rule { get; } =
        ValidationRule.Of<UniqueOperationNamesRule>("sec-Operation-Name-Uniqueness", [NodeKind.OperationDefinition]);

    private readonly Dictionary<string, Location> _seen = new(StringComparer.Ordinal);

    public override bool Enter(SyntaxNode node)
    {
        var operation = (OperationDefinitionNode)node;
        if (operation.Name is not null && !_seen.TryAdd(operation.Name, operation.NameLocation))
            Report($"Two operations are named \"{operation.Name}\"; rename one of them.", _seen[operation.Name], operation.NameLocation);
        return false;
    }
}
