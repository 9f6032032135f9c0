using IbmPlatform.GraphQL.Language;
using IbmPlatform.GraphQL.Types;

namespace IbmPlatform.GraphQL.Validation.Rules;

/// <summary>5.2.3.1: an operation without a name is the only one of its document.</summary>
internal sealed class LoneAnonymousOperationRule : RuleVisitor
{
    public static ValidationRule Rule { get; } =
        ValidationRule.Of<LoneAnonymousOperationRule>("sec-Lone-Anonymous-Operation", [NodeKind.OperationDefinition]);

    private int _operations;

    public override bool Enter(SyntaxNode node)
    {
        if (((OperationDefinitionNode)node).Name is null && _operations > 1)
            Report("An operation without a name must be alone in its document; name it.", node.Location);
        return false;
    }

    protected override void Begin() =>
        _operations = Context.Document.Definitions.Count(definition => definition is OperationDefinitionNode);
}
