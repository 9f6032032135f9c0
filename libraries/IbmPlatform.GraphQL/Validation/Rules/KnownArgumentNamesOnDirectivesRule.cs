using IbmPlatform.GraphQL.Language;

namespace IbmPlatform.GraphQL.Validation.Rules;

/// <summary>5.4.1 for directives alone: what a schema document can be checked for.</summary>
internal class KnownArgumentNamesOnDirectivesRule : RuleVisitor
{
    private readonly Dictionary<string, IReadOnlyList<string>> _arguments = new(StringComparer.Ordinal);

    public static ValidationRule Rule { get; } =
        ValidationRule.Of<KnownArgumentNamesOnDirectivesRule>("sec-Argument-Names", [NodeKind.Directive]);

    public override bool Enter(SyntaxNode node)
    {
        var directive = (DirectiveNode)node;
        if (directive.Arguments.Count == 0 || !_arguments.TryGetValue(directive.Name, out var known)) return true;
        foreach (var argument in directive.Arguments)
        {
            if (known.Contains(argument.Name, StringComparer.Ordinal)) continue;
            Report(
                $"Directive \"@{directive.Name}\" has no argument \"{argument.Name}\".{Suggestions.For(argument.Name, known)}",
                argument.Location);
        }

        return true;
    }

    protected override void Begin() => KnownDirectives.Collect(
        Context, _arguments, static known => [.. known.Arguments.Select(argument => argument.Name)], static node => [.. node.Arguments.Select(argument => argument.Name)]);
}
