using IbmPlatform.GraphQL.Language;
using IbmPlatform.GraphQL.Types;

namespace IbmPlatform.GraphQL.Validation.Rules;

/// <summary>Draft, 5.7.7: only a list can be streamed.</summary>
internal sealed class StreamDirectiveOnListFieldRule : RuleVisitor
{
    public static ValidationRule Rule { get; } =
        ValidationRule.OfIncrementalDraft<StreamDirectiveOnListFieldRule>("sec-Stream-Directives-Are-Used-On-List-Fields", [NodeKind.Directive]);

    public override bool Enter(SyntaxNode node)
    {
        var directive = (DirectiveNode)node;
        if (directive.Name != IncrementalDirectives.Stream || Context.Info.Directive is null) return true;
        if (Context.Info is { Field: { } field, ParentType: { } parent } && field.Type.Nullable is not ListType)
        {
            Report($"@stream can't be used on {parent.Name}.{field.Name}, which is no list.", directive.Location);
        }

        return true;
    }
}
