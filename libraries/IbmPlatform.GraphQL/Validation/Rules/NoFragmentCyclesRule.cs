using IbmPlatform.GraphQL.Language;
using IbmPlatform.GraphQL.Types;

namespace IbmPlatform.GraphQL.Validation.Rules;

/// <summary>5.5.2.2: no fragment spreads itself, directly or through others.</summary>
internal sealed class NoFragmentCyclesRule : RuleVisitor
{
    public static ValidationRule Rule { get; } =
        ValidationRule.Of<NoFragmentCyclesRule>(
            "sec-Fragment-Spreads-Must-Not-Form-Cycles",
            [
                NodeKind.OperationDefinition, NodeKind.FragmentDefinition,
            ]);

    private readonly HashSet<string> _visited = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _positions = new(StringComparer.Ordinal);
    private readonly List<FragmentSpreadNode> _path = [];

    public override bool Enter(SyntaxNode node)
    {
        if (node is FragmentDefinitionNode fragment) FollowFrom(fragment);
        return false;
    }

    // Depth first with a stack of its own: a chain of fragments may be as long as the document.
    private void FollowFrom(FragmentDefinitionNode start)
    {
        if (!_visited.Add(start.Name)) return;
        var pending = new Stack<(FragmentDefinitionNode Fragment, int Next)>();
        _positions[start.Name] = 0;
        pending.Push((start, 0));
        while (pending.TryPop(out var step))
        {
            var spreads = Context.Spreads(step.Fragment.SelectionSet);
            if (step.Next == spreads.Count)
            {
                _positions.Remove(step.Fragment.Name);
                if (_path.Count > 0) _path.RemoveAt(_path.Count - 1);
                continue;
            }

            pending.Push(step with { Next = step.Next + 1 });
            var spread = spreads[step.Next];
            _path.Add(spread);
            if (_positions.TryGetValue(spread.Name, out var position)) ReportCycle(spread, position);
            else if (Context.Fragment(spread.Name) is { } fragment && _visited.Add(fragment.Name))
            {
                _positions[fragment.Name] = _path.Count;
                pending.Push((fragment, 0));
                continue;
            }

            _path.RemoveAt(_path.Count - 1);
        }
    }

    private void ReportCycle(FragmentSpreadNode spread, int from)
    {
        var cycle = _path[from..];
        var via = cycle.Count == 1 ? "" : $" through {string.Join(", ", cycle.SkipLast(1).Select(step => $"\"{step.Name}\""))}";
        Report($"Fragment \"{spread.Name}\" spreads itself{via}.", [.. cycle.Select(step => step.Location)]);
    }
}
