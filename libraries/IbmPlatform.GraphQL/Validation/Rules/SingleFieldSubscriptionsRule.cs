using IbmPlatform.GraphQL.Language;
using IbmPlatform.GraphQL.Types;

namespace IbmPlatform.GraphQL.Validation.Rules;

/// <summary>5.2.4.1: a subscription selects one field, none of the introspection system, and whatever its variables are.</summary>
internal sealed class SingleFieldSubscriptionsRule : RuleVisitor
{
    public static ValidationRule Rule { get; } =
        ValidationRule.Of<SingleFieldSubscriptionsRule>("sec-Single-Root-Field", [NodeKind.OperationDefinition]);

    public override bool Enter(SyntaxNode node)
    {
        var operation = (OperationDefinitionNode)node;
        if (operation.Operation != OperationType.Subscription || Context.Schema?.SubscriptionType is not { } root) return false;
        var fields = new OrderedDictionary<string, List<FieldNode>>(StringComparer.Ordinal);
        var conditions = new List<Location>();
        Collect(operation.SelectionSet, root, fields, conditions);
        var what = operation.Name is null ? "A subscription" : $"Subscription \"{operation.Name}\"";
        // CollectSubscriptionFields: "selection must not provide the @skip directive", nor "@include"; what else is amiss may hang on them.
        if (conditions.Count > 0)
        {
            Report($"{what} can't select by @skip or @include at its root; let the client choose between operations.", [.. conditions]);
            return false;
        }

        if (fields.Count > 1)
            Report(
                $"{what} must select exactly one field at its root, not {fields.Count}.",
                [.. fields.Values.Skip(1).SelectMany(group => group).Select(field => field.Location)]);
        foreach (var group in fields.Values.Where(group => group[0].Name.StartsWith("__", StringComparison.Ordinal)))
            Report(
                $"{what} can't select \"{group[0].Name}\" of the introspection system at its root.",
                [.. group.Select(field => field.Location)]);
        return false;
    }

    private void Collect(SelectionSetNode set, ObjectType root, OrderedDictionary<string, List<FieldNode>> fields, List<Location> conditions)
    {
        var visited = new HashSet<string>(StringComparer.Ordinal);
        var pending = new Stack<IEnumerator<SelectionNode>>();
        pending.Push(set.Selections.GetEnumerator());
        while (pending.TryPeek(out var selections))
        {
            if (!selections.MoveNext())
            {
                pending.Pop();
                continue;
            }

            conditions.AddRange(selections.Current.Directives.Where(directive => directive.Name is "skip" or "include").Select(directive => directive.Location));
            switch (selections.Current)
            {
                case FieldNode field:
                    if (!fields.TryGetValue(field.ResponseName, out var group)) fields.Add(field.ResponseName, group = []);
                    group.Add(field);
                    break;
                case InlineFragmentNode inline when Applies(inline.TypeCondition, root):
                    pending.Push(inline.SelectionSet.Selections.GetEnumerator());
                    break;
                case FragmentSpreadNode spread when visited.Add(spread.Name):
                    if (Context.Fragment(spread.Name) is { } fragment && Applies(fragment.TypeCondition, root))
                        pending.Push(fragment.SelectionSet.Selections.GetEnumerator());
                    break;
            }
        }
    }

    private bool Applies(NamedTypeNode? condition, ObjectType root) =>
        condition is null || Context.Schema!.FindType(condition.Name) is CompositeType type && type.PossibleTypes.Contains(root);
}
