using IbmPlatform.GraphQL.Language;

namespace IbmPlatform.GraphQL.Validation.Rules;

/// <summary>5.4.3: required arguments of fields and directives are given.</summary>
internal sealed class ProvidedRequiredArgumentsRule : ProvidedRequiredArgumentsOnDirectivesRule
{
    public static new ValidationRule Rule { get; } =
        ValidationRule.Of<ProvidedRequiredArgumentsRule>("sec-Required-Arguments", [], [NodeKind.Field, NodeKind.Directive]);

    // On leaving, so that faults further in come first.
    public override void Leave(SyntaxNode node)
    {
        if (node is not FieldNode field)
        {
            base.Leave(node);
            return;
        }

        if (Context.Info.Field is not { } definition) return;
        foreach (var argument in definition.Arguments)
        {
            if (argument.IsRequired && field.Arguments.All(given => given.Name != argument.Name))
                Report(
                    $"Argument \"{argument.Name}\" of type \"{argument.Type}\" is required by field \"{definition.Name}\", but not given.",
                    field.Location);
        }
    }
}
