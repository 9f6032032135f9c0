using IbmPlatform.GraphQL.Language;
using IbmPlatform.GraphQL.Types;

namespace IbmPlatform.GraphQL.Validation.Rules;

/// <summary>5.5.2.1: a spread names a fragment of the document.</summary>
internal sealed class KnownFragmentNamesRule : RuleVisitor
{
    public static ValidationRule Rule { get; } =
        ValidationRule.Of<KnownFragmentNamesRule>("sec-Fragment-Spread-Target-Defined", [NodeKind.FragmentSpread]);

    public override bool Enter(SyntaxNode node)
    {
        var spread = (FragmentSpreadNode)node;
        if (Context.Fragment(spread.Name) is null) Report($"The document has no fragment \"{spread.Name}\".", spread.NameLocation);
        return true;
    }
}
