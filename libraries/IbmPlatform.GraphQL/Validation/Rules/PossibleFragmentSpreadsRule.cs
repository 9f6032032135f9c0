using IbmPlatform.GraphQL.Language;
using IbmPlatform.GraphQL.Types;

namespace IbmPlatform.GraphQL.Validation.Rules;

/// <summary>5.5.2.3: a fragment is spread only where its type can occur.</summary>
internal sealed class PossibleFragmentSpreadsRule : RuleVisitor
{
    public static ValidationRule Rule { get; } =
        ValidationRule.Of<PossibleFragmentSpreadsRule>(
            "sec-Fragment-Spread-Is-Possible",
            [
                NodeKind.InlineFragment, NodeKind.FragmentSpread,
            ]);

    public override bool Enter(SyntaxNode node)
    {
        if (Context.Schema is not { } schema || Context.Info.ParentType is not { } parent) return true;
        if (node is InlineFragmentNode)
        {
            if (Context.Info.Type is CompositeType type && !schema.Overlap(type, parent))
                Report($"No object can be both \"{parent.Name}\" and \"{type.Name}\", so that this fragment never applies.", node.Location);
            return true;
        }

        var spread = (FragmentSpreadNode)node;
        var condition = Context.Fragment(spread.Name)?.TypeCondition;
        if (condition is not null && schema.FindType(condition.Name) is CompositeType target && !schema.Overlap(target, parent))
            Report(
                $"No object can be both \"{parent.Name}\" and \"{target.Name}\", so that fragment \"{spread.Name}\" never applies here.",
                node.Location);
        return true;
    }
}
