using IbmPlatform.GraphQL.Language;
using IbmPlatform.GraphQL.Types;

namespace IbmPlatform.GraphQL.Validation.Rules;

/// <summary>5.8.4: a variable that is declared is used.</summary>
internal sealed class NoUnusedVariablesRule : RuleVisitor
{
    public static ValidationRule Rule { get; } =
        ValidationRule.Of<NoUnusedVariablesRule>("sec-All-Variables-Used", [], [NodeKind.Document]);

    public override void Leave(SyntaxNode node)
    {
        foreach (var operation in Context.Document.Definitions.OfType<OperationDefinitionNode>())
        {
            var used = Context.Usages(operation).Select(usage => usage.Node.Name).ToHashSet(StringComparer.Ordinal);
            foreach (var variable in operation.Variables)
            {
                if (used.Contains(variable.Name)) continue;
                var by = operation.Name is null ? "the operation" : $"operation \"{operation.Name}\"";
                Report($"Variable \"${variable.Name}\" is never used by {by}.", variable.Location);
            }
        }
    }
}
