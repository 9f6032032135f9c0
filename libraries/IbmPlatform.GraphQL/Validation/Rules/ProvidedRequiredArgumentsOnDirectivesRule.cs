using IbmPlatform.GraphQL.Language;

namespace IbmPlatform.GraphQL.Validation.Rules;

/// <summary>5.4.3 for directives alone: what a schema document can be checked for.</summary>
internal class ProvidedRequiredArgumentsOnDirectivesRule : RuleVisitor
{
    private readonly Dictionary<string, IReadOnlyList<(string Name, string Type)>> _required = new(StringComparer.Ordinal);

    public static ValidationRule Rule { get; } =
        ValidationRule.Of<ProvidedRequiredArgumentsOnDirectivesRule>("sec-Required-Arguments", [], [NodeKind.Directive]);

    public override void Leave(SyntaxNode node)
    {
        var directive = (DirectiveNode)node;
        if (!_required.TryGetValue(directive.Name, out var required)) return;
        foreach (var (name, type) in required)
        {
            if (directive.Argument(name) is null)
                Report(
                    $"Argument \"{name}\" of type \"{type}\" is required by directive \"@{directive.Name}\", but not given.",
                    directive.Location);
        }
    }

    protected override void Begin() => KnownDirectives.Collect(
        Context,
        _required,
        static known => [.. known.Arguments.Where(argument => argument.IsRequired)
            .Select(argument => (argument.Name, argument.Type.ToString()!))],
        static node => [.. node.Arguments.Where(argument => argument is { Type: NonNullTypeNode, DefaultValue: null })
            .Select(argument => (argument.Name, argument.Type.ToString()))]);
}
