using IbmPlatform.GraphQL.Language;

namespace IbmPlatform.GraphQL.Validation;

/// <summary>A rule of the specification, or one of our own: its name, its clause and what makes the visitor that holds it.</summary>
public sealed class ValidationRule
{
    private const string IncrementalDraft = "https://github.com/graphql/graphql-spec/pull/1110#";
    private const string Specification = "https://spec.graphql.org/September2025/#";

    private readonly Func<RuleVisitor> _create;

    private ValidationRule(string name, string? specifiedBy, NodeKindSet enter, NodeKindSet leave, Func<RuleVisitor> create)
    {
        Name = name;
        SpecifiedBy = specifiedBy;
        EnterKinds = enter;
        LeaveKinds = leave;
        _create = create;
    }

    /// <summary>The rule's name, as the field has it: <c>ScalarLeafsRule</c>.</summary>
    public string Name { get; }

    /// <summary>The URL of the clause that the rule holds; null for a rule of our own.</summary>
    public string? SpecifiedBy { get; }

    internal NodeKindSet EnterKinds { get; }

    internal NodeKindSet LeaveKinds { get; }

    /// <inheritdoc/>
    public override string ToString() => Name;

    internal static ValidationRule Of<T>(string clause, NodeKind[] enter, NodeKind[]? leave = null) where T : RuleVisitor, new() =>
        new(typeof(T).Name, Specification + clause, NodeKindSet.Of(enter), NodeKindSet.Of(leave), static () => new T());

    /// <summary>A rule of the draft of incremental delivery.</summary>
    internal static ValidationRule OfIncrementalDraft<T>(string clause, NodeKind[] enter) where T : RuleVisitor, new() =>
        new(typeof(T).Name, IncrementalDraft + clause, NodeKindSet.Of(enter), default, static () => new T());

    /// <summary>A rule that no clause demands: its errors name the rule.</summary>
    internal static ValidationRule OfOurOwn<T>(NodeKind[] enter) where T : RuleVisitor, new() =>
        new(typeof(T).Name, null, NodeKindSet.Of(enter), NodeKindSet.Of([]), static () => new T());

    internal RuleVisitor Start(ValidationContext context)
    {
        var visitor = _create();
        visitor.Begin(this, context);
        return visitor;
    }
}
