using IbmPlatform.GraphQL.Language;

namespace IbmPlatform.GraphQL.Validation.Rules;

/// <summary>5.4.1: arguments of fields and directives are defined by them.</summary>
internal sealed class KnownArgumentNamesRule : KnownArgumentNamesOnDirectivesRule
{
    public static new ValidationRule Rule { get; } =
        ValidationRule.Of<KnownArgumentNamesRule>("sec-Argument-Names", [NodeKind.Field, NodeKind.Directive]);

    public override bool Enter(SyntaxNode node)
    {
        if (node is not FieldNode field) return base.Enter(node);
        if (Context.Info is not { Field: { } definition, ParentType: { } parent }) return true;
        foreach (var argument in field.Arguments)
        {
            if (definition.Arguments.Find(argument.Name) is not null) continue;
            var hint = Suggestions.For(argument.Name, definition.Arguments.Select(known => known.Name));
            Report($"Field \"{parent.Name}.{definition.Name}\" has no argument \"{argument.Name}\".{hint}", argument.Location);
        }

        return true;
    }
}
