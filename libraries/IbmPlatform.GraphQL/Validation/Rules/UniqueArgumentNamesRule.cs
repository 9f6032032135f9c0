using IbmPlatform.GraphQL.Language;
using IbmPlatform.GraphQL.Types;

namespace IbmPlatform.GraphQL.Validation.Rules;

/// <summary>5.4.2: an argument is given once.</summary>
internal sealed class UniqueArgumentNamesRule : RuleVisitor
{
    public static ValidationRule Rule { get; } =
        ValidationRule.Of<UniqueArgumentNamesRule>("sec-Argument-Uniqueness", [NodeKind.Field, NodeKind.Directive]);

    public override bool Enter(SyntaxNode node)
    {
        var arguments = node is FieldNode field ? field.Arguments : ((DirectiveNode)node).Arguments;
        if (arguments.Count < 2) return true;
        foreach (var group in arguments.GroupBy(argument => argument.Name).Where(group => group.Count() > 1))
            Report($"Argument \"{group.Key}\" is given more than once.", [.. group.Select(argument => argument.NameLocation)]);
        return true;
    }
}
