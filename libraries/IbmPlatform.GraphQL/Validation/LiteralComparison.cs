using IbmPlatform.GraphQL.Language;

namespace IbmPlatform.GraphQL.Validation;

/// <summary>Whether two literals say the same; the order of an object's fields does not matter.</summary>
internal static class LiteralComparison
{
    public static bool AreEqual(ValueNode first, ValueNode second)
    {
        if (ReferenceEquals(first, second)) return true;
        switch (first, second)
        {
            case (VariableNode one, VariableNode other): return one.Name == other.Name;
            case (IntValueNode one, IntValueNode other): return one.Value == other.Value;
            case (FloatValueNode one, FloatValueNode other): return one.Value == other.Value;
            case (StringValueNode one, StringValueNode other): return one.Value == other.Value;
            case (BooleanValueNode one, BooleanValueNode other): return one.Value == other.Value;
            case (NullValueNode, NullValueNode): return true;
            case (EnumValueNode one, EnumValueNode other): return one.Value == other.Value;
            case (ListValueNode one, ListValueNode other):
                return one.Values.Count == other.Values.Count
                    && one.Values.Zip(other.Values).All(pair => AreEqual(pair.First, pair.Second));
            case (ObjectValueNode one, ObjectValueNode other):
                return one.Fields.Count == other.Fields.Count && Sorted(one).Zip(Sorted(other))
                    .All(pair => pair.First.Name == pair.Second.Name && AreEqual(pair.First.Value, pair.Second.Value));
            default: return false;
        }
    }

    private static IEnumerable<ObjectFieldNode> Sorted(ObjectValueNode value) =>
        value.Fields.OrderBy(field => field.Name, StringComparer.Ordinal);
}
