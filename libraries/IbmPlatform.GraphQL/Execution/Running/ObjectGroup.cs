using IbmPlatform.GraphQL.Execution.Planning;

namespace IbmPlatform.GraphQL.Execution.Running;

/// <summary>All objects of one type that one field gave at one level: they are resolved together, field by field.</summary>
internal sealed class ObjectGroup(SelectionPlan plan, ExecutionUnit unit, FieldColumn? parent, int capacity)
{
    private object?[] _values = new object?[Math.Max(capacity, 1)];
    private int[] _nodes = new int[Math.Max(capacity, 1)];
    private bool[]? _nulled;

    public SelectionPlan Plan => plan;

    public ExecutionUnit Unit => unit;

    /// <summary>The column whose values these objects are; null for the root of a unit.</summary>
    public FieldColumn? Parent => parent;

    public int Count { get; private set; }

    public FieldColumn?[] Columns { get; } = new FieldColumn?[plan.Fields.Length];

    public object?[] Values => _values;

    /// <summary>The node of the parent column that a row stands at.</summary>
    public int NodeOf(int row) => _nodes[row];

    public int Add(object value, int node)
    {
        if (Count == _values.Length)
        {
            Array.Resize(ref _values, Count * 2);
            Array.Resize(ref _nodes, Count * 2);
        }

        _values[Count] = value;
        _nodes[Count] = node;
        return Count++;
    }

    public void SetNulled(int row) => (_nulled ??= new bool[_values.Length])[row] = true;

    /// <summary>Whether a row, or anything above it, has been replaced by null.</summary>
    public bool IsNulled(int row)
    {
        if (_nulled is not null && _nulled[row]) return true;
        if (parent is null) return false;
        for (var node = _nodes[row]; node >= 0; node = parent[node].List)
        {
            if (parent[node].Kind == ResultKind.Null) return true;
        }

        return parent.Owner.IsNulled(parent.RowOf(_nodes[row]));
    }
}
