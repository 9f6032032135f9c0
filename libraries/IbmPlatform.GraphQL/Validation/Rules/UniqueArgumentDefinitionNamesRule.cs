using IbmPlatform.GraphQL.Language;
using IbmPlatform.GraphQL.Types;

namespace IbmPlatform.GraphQL.Validation.Rules;

/// <summary>3.6.1: arguments of a field or directive differ in their names.</summary>
internal sealed class UniqueArgumentDefinitionNamesRule : RuleVisitor
{
    public static ValidationRule Rule { get; } =
        ValidationRule.Of<UniqueArgumentDefinitionNamesRule>(
            "sec-Field-Arguments",
            [
                .. DefinitionKinds.WithOutputFields, NodeKind.DirectiveDefinition,
            ]);

    public override bool Enter(SyntaxNode node)
    {
        if (node is DirectiveDefinitionNode directive) Check($"@{directive.Name}", directive.Arguments);
        else foreach (var field in ((IFieldsNode)node).Fields) Check($"{((IFieldsNode)node).Name}.{field.Name}", field.Arguments);
        return false;
    }

    private void Check(string owner, IReadOnlyList<InputValueDefinitionNode> arguments)
    {
        foreach (var group in arguments.GroupBy(argument => argument.Name).Where(group => group.Count() > 1))
            Report($"Argument \"{owner}({group.Key}:)\" is defined more than once.", [.. group.Select(argument => argument.NameLocation)]);
    }
}
