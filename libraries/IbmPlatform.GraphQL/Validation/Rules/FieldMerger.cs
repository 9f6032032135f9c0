using IbmPlatform.GraphQL.Language;
using IbmPlatform.GraphQL.Types;

namespace IbmPlatform.GraphQL.Validation.Rules;

/// <summary>
/// Finds fields that can't be merged (FieldsInSetCanMerge). Instead of expanding fragments into every selection set, a set is compared
/// with itself, with each fragment that it spreads, and those fragments with one another; each pairing is looked at once.
/// Pairs of fields and of sets are counted, and no more are compared than <see cref="ValidationOptions.MaxFieldComparisons"/>.
/// </summary>
internal sealed class FieldMerger(ValidationContext context)
{
    // Fragments spread one another in chains as long as the document; this deep the search ends as if the comparisons were used up.
    private const int MaxNesting = 1_500;

    private readonly Dictionary<SelectionSetNode, CollectedFields> _collected = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<(CollectedFields, string), bool> _comparedWithFragment = [];
    private readonly Dictionary<(string, string), bool> _comparedFragments = [];
    private int _comparisons;
    private int _nesting;

    /// <summary>Whether the limit was reached, so that not every pair was compared.</summary>
    public bool IsExhausted => _comparisons > context.Options.MaxFieldComparisons;

    public List<FieldConflict> FindConflicts(SelectionSetNode set, NamedType? parent)
    {
        var conflicts = new List<FieldConflict>();
        var fields = Collect(parent, set);
        foreach (var (name, group) in fields.Fields)
        {
            for (var i = 0; i < group.Count; i++)
            {
                for (var j = i + 1; j < group.Count; j++) Compare(name, group[i], group[j], exclusive: false, conflicts);
            }
        }

        for (var i = 0; i < fields.Spreads.Count; i++)
        {
            CompareWithFragment(fields, fields.Spreads[i], exclusive: false, conflicts);
            for (var j = i + 1; j < fields.Spreads.Count; j++) CompareFragments(fields.Spreads[i], fields.Spreads[j], exclusive: false, conflicts);
        }

        return conflicts;
    }

    private void CompareWithFragment(CollectedFields fields, string spread, bool exclusive, List<FieldConflict> conflicts)
    {
        if (fields.IsEmpty || !IsNew(_comparedWithFragment, (fields, spread), exclusive)) return;
        if (Collect(spread) is not { } other || other == fields || !Deepen()) return;
        CompareAll(fields, other, exclusive, conflicts);
        foreach (var further in other.Spreads) CompareWithFragment(fields, further, exclusive, conflicts);
        _nesting--;
    }

    private void CompareFragments(string first, string second, bool exclusive, List<FieldConflict> conflicts)
    {
        if (first == second) return;
        var pair = string.CompareOrdinal(first, second) < 0 ? (first, second) : (second, first);
        if (!IsNew(_comparedFragments, pair, exclusive)) return;
        if (Collect(first) is not { } firstFields || Collect(second) is not { } secondFields || !Deepen()) return;
        CompareAll(firstFields, secondFields, exclusive, conflicts);
        foreach (var further in secondFields.Spreads) CompareFragments(first, further, exclusive, conflicts);
        foreach (var further in firstFields.Spreads) CompareFragments(further, second, exclusive, conflicts);
        _nesting--;
    }

    private void CompareAll(CollectedFields first, CollectedFields second, bool exclusive, List<FieldConflict> conflicts)
    {
        foreach (var (name, group) in first.Fields)
        {
            if (second.Find(name) is not { } others) continue;
            foreach (var field in group)
            {
                foreach (var other in others) Compare(name, field, other, exclusive, conflicts);
            }
        }
    }

    private void Compare(string name, CollectedField first, CollectedField second, bool exclusive, List<FieldConflict> conflicts)
    {
        if (!Count()) return;
        // No object is of two object types: fields of such parents never meet in one response, and only their shapes must agree.
        exclusive |= first.Parent != second.Parent && first.Parent is ObjectType && second.Parent is ObjectType;
        if (DirectReason(first, second, exclusive) is { } reason)
        {
            conflicts.Add(new FieldConflict(name, reason, [first.Node], [second.Node]));
            return;
        }

        if (first.Node.SelectionSet is not { } firstSet || second.Node.SelectionSet is not { } secondSet || !Deepen()) return;
        var below = new List<FieldConflict>();
        CompareSelections(Collect(NamedTypeOf(first), firstSet), Collect(NamedTypeOf(second), secondSet), exclusive, below);
        _nesting--;
        if (below.Count == 0) return;
        conflicts.Add(new FieldConflict(
            name,
            string.Join(" and ", below.Select(conflict => $"their fields \"{conflict.ResponseName}\" conflict, as {conflict.Reason}")),
            [first.Node, .. below.SelectMany(conflict => conflict.First)],
            [second.Node, .. below.SelectMany(conflict => conflict.Second)]));
    }

    private void CompareSelections(CollectedFields first, CollectedFields second, bool exclusive, List<FieldConflict> conflicts)
    {
        CompareAll(first, second, exclusive, conflicts);
        foreach (var spread in second.Spreads) CompareWithFragment(first, spread, exclusive, conflicts);
        foreach (var spread in first.Spreads) CompareWithFragment(second, spread, exclusive, conflicts);
        foreach (var spread in first.Spreads)
        {
            foreach (var other in second.Spreads) CompareFragments(spread, other, exclusive, conflicts);
        }
    }

    private static string? DirectReason(CollectedField first, CollectedField second, bool exclusive)
    {
        if (!exclusive)
        {
            if (first.Node.Name != second.Node.Name) return $"\"{first.Node.Name}\" and \"{second.Node.Name}\" are different fields";
            if (!SameArguments(first.Node, second.Node)) return "their arguments differ";
        }

        // Draft, 5.3.2: a streamed field merges with no other, since one list would have to be read twice.
        if (CollectedFields.IsStreamed(first.Node) || CollectedFields.IsStreamed(second.Node)) return "one of them is streamed";

        if (first.Definition?.Type is { } type && second.Definition?.Type is { } other && !SameShape(type, other))
            return $"their types \"{type}\" and \"{other}\" differ";
        return null;
    }

    // SameResponseShape(): lists and non-null marks agree, and so do leaf types; fields of composite types are compared one by one.
    private static bool SameShape(IGraphQLType first, IGraphQLType second) => (first, second) switch
    {
        (NonNullType one, NonNullType other) => SameShape(one.Nullable, other.Nullable),
        (NonNullType, _) or (_, NonNullType) => false,
        (ListType one, ListType other) => SameShape(one.ItemType, other.ItemType),
        (ListType, _) or (_, ListType) => false,
        (NamedType { IsLeaf: true }, _) or (_, NamedType { IsLeaf: true }) => first == second,
        _ => true,
    };

    private static bool SameArguments(FieldNode first, FieldNode second)
    {
        if (first.Arguments.Count != second.Arguments.Count) return false;
        foreach (var argument in first.Arguments)
        {
            var other = second.Arguments.FirstOrDefault(candidate => candidate.Name == argument.Name);
            if (other is null || !LiteralComparison.AreEqual(argument.Value, other.Value)) return false;
        }

        return true;
    }

    private CollectedFields Collect(NamedType? parent, SelectionSetNode set)
    {
        if (_collected.TryGetValue(set, out var fields)) return fields;
        fields = new CollectedFields(context.Schema, parent, set);
        _collected.Add(set, fields);
        return fields;
    }

    private CollectedFields? Collect(string spread)
    {
        if (context.Fragment(spread) is not { } fragment) return null;
        return Collect(context.Schema?.FindType(fragment.TypeCondition.Name), fragment.SelectionSet);
    }

    // A pairing looked at as not exclusive covers the exclusive one, which asks for less.
    private static bool IsNew<TKey>(Dictionary<TKey, bool> compared, TKey pair, bool exclusive) where TKey : notnull
    {
        if (compared.TryGetValue(pair, out var knownExclusive) && (exclusive || !knownExclusive)) return false;
        compared[pair] = exclusive;
        return true;
    }

    private bool Count() => !IsExhausted && ++_comparisons <= context.Options.MaxFieldComparisons;

    private bool Deepen()
    {
        if (!Count()) return false;
        if (++_nesting <= MaxNesting) return true;
        _comparisons = int.MaxValue;
        return false;
    }

    private static NamedType? NamedTypeOf(CollectedField field) => field.Definition?.Type.NamedType;
}
