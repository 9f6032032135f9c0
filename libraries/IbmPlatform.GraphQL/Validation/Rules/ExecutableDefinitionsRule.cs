using IbmPlatform.GraphQL.Language;
using IbmPlatform.GraphQL.Types;

namespace IbmPlatform.GraphQL.Validation.Rules;

/// <summary>5.1.1: a document to execute has operations and fragments only.</summary>
internal sealed class ExecutableDefinitionsRule : RuleVisitor
{
    public static ValidationRule Rule { get; } =
        ValidationRule.Of<ExecutableDefinitionsRule>("sec-Executable-Definitions", [NodeKind.Document]);

    public override bool Enter(SyntaxNode node)
    {
        foreach (var definition in ((DocumentNode)node).Definitions)
        {
            if (definition is ExecutableDefinitionNode) continue;
            var what = definition is INamedNode named ? $"The definition of \"{named.Name}\"" : "The definition of the schema";
            Report($"{what} can't be executed; a request holds operations and fragments only.", definition.Location);
        }

        return false;
    }
}
