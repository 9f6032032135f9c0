using IbmPlatform.GraphQL.Language;

namespace IbmPlatform.GraphQL.Validation;

/// <summary>Rules with, for each node kind, the indexes of those that want it: made once, used by every validation.</summary>
internal sealed class RuleSet
{
    private static readonly int KindCount = Enum.GetValues<NodeKind>().Length;

    private readonly IReadOnlyList<ValidationRule> _rules;
    private readonly int[][] _entering;
    private readonly int[][] _leaving;

    public RuleSet(IReadOnlyList<ValidationRule> rules)
    {
        _rules = rules;
        _entering = Index(rule => rule.EnterKinds);
        _leaving = Index(rule => rule.LeaveKinds);
    }

    public ReadOnlySpan<int> Entering(NodeKind kind) => _entering[(int)kind];

    public ReadOnlySpan<int> Leaving(NodeKind kind) => _leaving[(int)kind];

    public RuleVisitor[] Start(ValidationContext context) => [.. _rules.Select(rule => rule.Start(context))];

    private int[][] Index(Func<ValidationRule, NodeKindSet> kinds) =>
        [.. Enumerable.Range(0, KindCount).Select(kind => RulesFor((NodeKind)kind, kinds))];

    private int[] RulesFor(NodeKind kind, Func<ValidationRule, NodeKindSet> kinds) =>
        [.. Enumerable.Range(0, _rules.Count).Where(index => kinds(_rules[index]).Contains(kind))];
}
