using IbmPlatform.GraphQL.Language;
using IbmPlatform.GraphQL.Types;

namespace IbmPlatform.GraphQL.Validation.Rules;

/// <summary>Draft, 5.7.5: an event of a subscription comes whole, so its <c>@defer</c> and <c>@stream</c> must be able to be off.</summary>
internal sealed class DeferStreamDirectiveOnValidOperationsRule : RuleVisitor
{
    private readonly HashSet<string> _clean = new(StringComparer.Ordinal);

    public static ValidationRule Rule { get; } = ValidationRule.OfIncrementalDraft<DeferStreamDirectiveOnValidOperationsRule>(
        "sec-Defer-And-Stream-Directives-Are-Used-On-Valid-Operations", [NodeKind.OperationDefinition]);

    public override bool Enter(SyntaxNode node)
    {
        var operation = (OperationDefinitionNode)node;
        if (operation.Operation != OperationType.Subscription) return false;
        var visited = new HashSet<string>(StringComparer.Ordinal);
        if (Check(operation.SelectionSet, visited)) _clean.UnionWith(visited);
        return false;
    }

    private bool Check(SelectionSetNode set, HashSet<string> visited)
    {
        var valid = true;
        // With each selection the spreads that lead to it, which the error shows too.
        var pending = new Stack<(SelectionSetNode Set, Location[] Spreads)>([(set, [])]);
        while (pending.TryPop(out var current))
        {
            foreach (var selection in current.Set.Selections)
            {
                if (CanBeLeftOut(selection)) continue;
                foreach (var directive in selection.Directives)
                {
                    if (!IncrementalDirectives.Is(directive) || Context.Schema?.FindDirective(directive.Name) is null || CanBeOff(directive)) continue;
                    valid = false;
                    Report($"@{directive.Name} is not supported in subscriptions; turn it off by its argument \"if\".", [directive.Location, .. current.Spreads]);
                }

                switch (selection)
                {
                    case FieldNode { SelectionSet: { } below }:
                        pending.Push((below, current.Spreads));
                        break;
                    case InlineFragmentNode inline:
                        pending.Push((inline.SelectionSet, current.Spreads));
                        break;
                    case FragmentSpreadNode spread when !_clean.Contains(spread.Name) && visited.Add(spread.Name):
                        if (Context.Fragment(spread.Name) is { } fragment) pending.Push((fragment.SelectionSet, [spread.Location, .. current.Spreads]));
                        break;
                }
            }
        }

        return valid;
    }

    private static bool CanBeLeftOut(SelectionNode selection) =>
        (SpecifiedDirectives.Applied(selection.Directives, "skip") is { } skip && skip.Argument("if") is not BooleanValueNode { Value: false })
        || (SpecifiedDirectives.Applied(selection.Directives, "include") is { } include && include.Argument("if") is not (null or BooleanValueNode { Value: true }));

    private static bool CanBeOff(DirectiveNode directive) => directive.Argument("if") is VariableNode or BooleanValueNode { Value: false };
}
