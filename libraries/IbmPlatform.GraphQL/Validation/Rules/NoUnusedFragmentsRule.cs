using IbmPlatform.GraphQL.Language;
using IbmPlatform.GraphQL.Types;

namespace IbmPlatform.GraphQL.Validation.Rules;

/// <summary>5.5.1.4: every fragment is spread by some operation.</summary>
internal sealed class NoUnusedFragmentsRule : RuleVisitor
{
    public static ValidationRule Rule { get; } =
        ValidationRule.Of<NoUnusedFragmentsRule>("sec-Fragments-Must-Be-Used", [NodeKind.Document]);

    public override bool Enter(SyntaxNode node)
    {
        var definitions = ((DocumentNode)node).Definitions;
        var used = definitions.OfType<OperationDefinitionNode>().SelectMany(Context.ReachedFragments).Select(fragment => fragment.Name)
            .ToHashSet(StringComparer.Ordinal);
        foreach (var fragment in definitions.OfType<FragmentDefinitionNode>())
        {
            if (!used.Contains(fragment.Name))
                Report($"Fragment \"{fragment.Name}\" is never used; spread it or leave it out.", fragment.Location);
        }

        return false;
    }
}
