using IbmPlatform.GraphQL.Language;
using IbmPlatform.GraphQL.Types;

namespace IbmPlatform.GraphQL.Validation;

/// <summary>How much a selection asks for, fragments expanded.</summary>
/// <param name="Fields">Its fields.</param>
/// <param name="Aliases">Those of them that have an alias.</param>
/// <param name="Directives">Directives on fields and fragments.</param>
/// <param name="Depth">How deep fields nest.</param>
/// <param name="Lists">How deep the introspection system's lists nest, wherever they stand.</param>
/// <param name="Introspection">How deep they nest below <c>__schema</c> and <c>__type</c>.</param>
/// <param name="Deferred">Those of the directives that let something come later.</param>
/// <param name="DirectivesAtOnce">The most directives at one place.</param>
/// <param name="Visits">Fragments spread and written inline.</param>
internal readonly record struct OperationSize(
    long Fields, long Aliases, long Directives, int Depth, int Lists, int Introspection, long Deferred, int DirectivesAtOnce, long Visits)
{
    // Far above any limit and far below overflow: a bomb doubles its count with each fragment.
    private const long Ceiling = 1L << 60;

    public OperationSize Plus(OperationSize other) => new(
        Math.Min(Fields + other.Fields, Ceiling),
        Math.Min(Aliases + other.Aliases, Ceiling),
        Math.Min(Directives + other.Directives, Ceiling),
        Math.Max(Depth, other.Depth),
        Math.Max(Lists, other.Lists),
        Math.Max(Introspection, other.Introspection),
        Math.Min(Deferred + other.Deferred, Ceiling),
        Math.Max(DirectivesAtOnce, other.DirectivesAtOnce),
        Math.Min(Visits + other.Visits, Ceiling));

    /// <summary>The directives of an operation or selection.</summary>
    public static OperationSize Of(IReadOnlyList<DirectiveNode> directives)
    {
        if (directives.Count == 0) return default;
        return default(OperationSize) with { Directives = directives.Count, Deferred = directives.Count(IncrementalDirectives.Is), DirectivesAtOnce = directives.Count };
    }

    public OperationSize Inside(FieldNode field)
    {
        var lists = Lists + (field.Name is "fields" or "interfaces" or "possibleTypes" or "inputFields" ? 1 : 0);
        return new OperationSize(
            Math.Min(Fields + 1, Ceiling),
            Math.Min(Aliases + (field.Alias is null ? 0 : 1), Ceiling),
            Directives,
            Depth + 1,
            lists,
            field.Name is "__schema" or "__type" ? Math.Max(Introspection, lists) : Introspection,
            Deferred,
            DirectivesAtOnce,
            Visits);
    }

    /// <summary>What a fragment holds, and the visit itself.</summary>
    public OperationSize Visited() => this with { Visits = Math.Min(Visits + 1, Ceiling) };
}
