using IbmPlatform.GraphQL.Language;
using IbmPlatform.GraphQL.Types;

namespace IbmPlatform.GraphQL.Validation.Rules;

/// <summary>5.8.3: a variable that is used is declared by the operation.</summary>
internal sealed class NoUndefinedVariablesRule : RuleVisitor
{
    public static ValidationRule Rule { get; } =
        ValidationRule.Of<NoUndefinedVariablesRule>("sec-All-Variable-Uses-Defined", [], [NodeKind.Document]);

    public override void Leave(SyntaxNode node)
    {
        foreach (var operation in Context.Document.Definitions.OfType<OperationDefinitionNode>())
        {
            var declared = operation.Variables.Select(variable => variable.Name).ToHashSet(StringComparer.Ordinal);
            foreach (var usage in Context.Usages(operation))
            {
                if (declared.Contains(usage.Node.Name)) continue;
                var by = operation.Name is null ? "the operation" : $"operation \"{operation.Name}\"";
                Report($"Variable \"${usage.Node.Name}\" is not declared by {by}.", usage.Node.Location, operation.Location);
            }
        }
    }
}
