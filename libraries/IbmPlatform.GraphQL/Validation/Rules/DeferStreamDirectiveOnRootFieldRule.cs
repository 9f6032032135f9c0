using IbmPlatform.GraphQL.Language;
using IbmPlatform.GraphQL.Types;

namespace IbmPlatform.GraphQL.Validation.Rules;

/// <summary>Draft, 5.7.4: the root fields of mutations and subscriptions come at once: their order, or their number, is the point of them.</summary>
internal sealed class DeferStreamDirectiveOnRootFieldRule : RuleVisitor
{
    private readonly HashSet<string> _clean = new(StringComparer.Ordinal);

    public static ValidationRule Rule { get; } = ValidationRule.OfIncrementalDraft<DeferStreamDirectiveOnRootFieldRule>(
        "sec-Defer-And-Stream-Directives-Are-Used-On-Valid-Root-Field", [NodeKind.OperationDefinition]);

    public override bool Enter(SyntaxNode node)
    {
        var operation = (OperationDefinitionNode)node;
        if (operation.Operation == OperationType.Query || Context.Schema?.RootType(operation.Operation) is not { } root) return false;
        var visited = new HashSet<string>(StringComparer.Ordinal);
        if (Check(operation.SelectionSet, $"the root type {root.Name} of {operation.Operation.ToString().ToLowerInvariant()}s", visited)) _clean.UnionWith(visited);
        return false;
    }

    private bool Check(SelectionSetNode set, string place, HashSet<string> visited)
    {
        var valid = true;
        // Fragments may spread one another as deep as the document is long.
        var pending = new Stack<SelectionSetNode>([set]);
        while (pending.TryPop(out var current))
        {
            foreach (var selection in current.Selections)
            {
                if (selection is FragmentSpreadNode spread)
                {
                    valid &= Check(selection, IncrementalDirectives.Defer, place);
                    if (!visited.Add(spread.Name) || _clean.Contains(spread.Name) || Context.Fragment(spread.Name) is not { } fragment) continue;
                    pending.Push(fragment.SelectionSet);
                }
                else if (selection is InlineFragmentNode inline)
                {
                    valid &= Check(selection, IncrementalDirectives.Defer, place);
                    pending.Push(inline.SelectionSet);
                }
                else valid &= Check(selection, IncrementalDirectives.Stream, place);
            }
        }

        return valid;
    }

    private bool Check(SelectionNode selection, string name, string place)
    {
        if (Context.Schema!.FindDirective(name) is null || SpecifiedDirectives.Applied(selection.Directives, name) is not { } directive) return true;
        Report($"@{name} can't be used on {place}.", directive.Location);
        return false;
    }
}
