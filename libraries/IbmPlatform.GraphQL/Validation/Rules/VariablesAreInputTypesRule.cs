using IbmPlatform.GraphQL.Language;
using IbmPlatform.GraphQL.Types;

namespace IbmPlatform.GraphQL.Validation.Rules;

/// <summary>5.8.2: a variable's type is one that clients can give.</summary>
internal sealed class VariablesAreInputTypesRule : RuleVisitor
{
    public static ValidationRule Rule { get; } =
        ValidationRule.Of<VariablesAreInputTypesRule>("sec-Variables-Are-Input-Types", [NodeKind.VariableDefinition]);

    public override bool Enter(SyntaxNode node)
    {
        var variable = (VariableDefinitionNode)node;
        if (Context.Schema?.Resolve(variable.Type) is { IsInput: false })
            Report($"Variable \"${variable.Name}\" can't be of type \"{variable.Type}\", which is no input type.", variable.Type.Location);
        return true;
    }
}
