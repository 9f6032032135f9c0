using IbmPlatform.GraphQL.Language;
using IbmPlatform.GraphQL.Types;

namespace IbmPlatform.GraphQL.Validation.Rules;

/// <summary>Draft, 5.7.6: a label names one <c>@defer</c> or <c>@stream</c> of the document, and no variable does.</summary>
internal sealed class DeferStreamDirectiveLabelRule : RuleVisitor
{
    private readonly Dictionary<string, DirectiveNode> _seen = new(StringComparer.Ordinal);

    public static ValidationRule Rule { get; } =
        ValidationRule.OfIncrementalDraft<DeferStreamDirectiveLabelRule>("sec-Defer-And-Stream-Directive-Labels-Are-Unique", [NodeKind.Directive]);

    public override bool Enter(SyntaxNode node)
    {
        var directive = (DirectiveNode)node;
        if (!IncrementalDirectives.Is(directive) || Context.Info.Directive is null) return true;
        switch (directive.Argument("label"))
        {
            case null or NullValueNode:
                break;
            case StringValueNode label when !_seen.TryAdd(label.Value, directive):
                Report($"The label \"{label.Value}\" is given twice; each @defer and @stream of a document needs a label of its own, or none.",
                    _seen[label.Value].Location, directive.Location);
                break;
            case not StringValueNode:
                Report($"The label of @{directive.Name} must be a string written in the document.", directive.Location);
                break;
        }

        return true;
    }
}
