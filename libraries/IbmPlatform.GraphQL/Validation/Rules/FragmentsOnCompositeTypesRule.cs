using IbmPlatform.GraphQL.Language;
using IbmPlatform.GraphQL.Types;

namespace IbmPlatform.GraphQL.Validation.Rules;

/// <summary>5.5.1.3: a fragment's type has fields.</summary>
internal sealed class FragmentsOnCompositeTypesRule : RuleVisitor
{
    public static ValidationRule Rule { get; } =
        ValidationRule.Of<FragmentsOnCompositeTypesRule>(
            "sec-Fragments-on-Object-Interface-or-Union-Types",
            [
                NodeKind.InlineFragment, NodeKind.FragmentDefinition,
            ]);

    public override bool Enter(SyntaxNode node)
    {
        var condition = node is FragmentDefinitionNode definition ? definition.TypeCondition : ((InlineFragmentNode)node).TypeCondition;
        if (condition is null || Context.Schema?.FindType(condition.Name) is null or CompositeType) return true;
        var what = node is FragmentDefinitionNode named ? $"Fragment \"{named.Name}\"" : "An inline fragment";
        Report(
            $"{what} can't be on \"{condition.Name}\": only object, interface and union types have fields to select.",
            condition.Location);
        return true;
    }
}
