using IbmPlatform.GraphQL.Language;
using IbmPlatform.GraphQL.Types;

namespace IbmPlatform.GraphQL.Execution.Planning;

/// <summary>What the conditions of directives come to for one set of values of their variables.</summary>
/// <param name="values">The values of the conditions that are variables.</param>
/// <param name="incremental">Whether the answer may come in parts; else <c>@defer</c> and <c>@stream</c> are ignored, as a server may.</param>
internal sealed class SelectionConditions(IReadOnlyDictionary<Condition, bool> values, bool incremental)
{
    public bool Include(SelectionNode selection)
    {
        foreach (var directive in selection.Directives)
        {
            if (directive.Name == "skip" && Holds(directive)) return false;
            if (directive.Name == "include" && !Holds(directive)) return false;
        }

        return true;
    }

    /// <summary>The directive by which a fragment is deferred; null when it is not.</summary>
    public DirectiveNode? Deferred(SelectionNode fragment) => Find(fragment, IncrementalDirectives.Defer);

    /// <summary>The directive by which a list is streamed; null when it is not.</summary>
    public DirectiveNode? Streamed(SelectionNode field) => Find(field, IncrementalDirectives.Stream);

    private DirectiveNode? Find(SelectionNode selection, string name)
    {
        if (!incremental) return null;
        foreach (var directive in selection.Directives)
        {
            if (directive.Name == name) return Holds(directive) ? directive : null;
        }

        return null;
    }

    private bool Holds(DirectiveNode directive) => directive.Argument("if") switch
    {
        null when IncrementalDirectives.Is(directive) => true,
        BooleanValueNode constant => constant.Value,
        VariableNode variable => values[Condition.Of(directive, variable)],
        _ => throw new InvalidOperationException($"@{directive.Name} has no condition; the document was not validated."),
    };
}

/// <summary>A variable in a directive's <c>if</c>, and what it comes to when it is absent.</summary>
internal readonly record struct Condition(string Variable, bool WhenAbsent)
{
    public static Condition Of(DirectiveNode directive, VariableNode variable) => new(variable.Name, IncrementalDirectives.Is(directive));
}
