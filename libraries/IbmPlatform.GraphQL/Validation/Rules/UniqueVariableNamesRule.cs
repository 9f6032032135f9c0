using IbmPlatform.GraphQL.Language;
using IbmPlatform.GraphQL.Types;

namespace IbmPlatform.GraphQL.Validation.Rules;

/// <summary>5.8.1: variables of an operation differ in their names.</summary>
internal sealed class UniqueVariableNamesRule : RuleVisitor
{
    public static ValidationRule Rule { get; } =
        ValidationRule.Of<UniqueVariableNamesRule>("sec-Variable-Uniqueness", [NodeKind.OperationDefinition]);

    public override bool Enter(SyntaxNode node)
    {
        foreach (var group in ((OperationDefinitionNode)node).Variables.GroupBy(variable => variable.Name)
            .Where(group => group.Count() > 1))
            Report($"Variable \"${group.Key}\" is declared more than once.", [.. group.Select(variable => NameOf(variable.Variable))]);
        return true;
    }

    private static Location NameOf(VariableNode variable) => variable.Location with { Start = variable.Location.Start + 1 };
}
