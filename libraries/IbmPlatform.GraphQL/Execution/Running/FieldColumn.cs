using IbmPlatform.GraphQL.Execution.Incremental;
using IbmPlatform.GraphQL.Execution.Planning;

namespace IbmPlatform.GraphQL.Execution.Running;

/// <summary>A field's results for all objects of a group: what resolvers gave, then the completed nodes.</summary>
internal sealed class FieldColumn(FieldPlan plan, ObjectGroup owner)
{
    private ResultNode[] _nodes = new ResultNode[owner.Count];
    private int _nodeCount = owner.Count;
    private int _pending;

    public FieldPlan Plan => plan;

    public ObjectGroup Owner => owner;

    /// <summary>What the resolvers gave, by row; an exception stands for a failure. Null once completed.</summary>
    public object?[]? Values { get; set; }

    public List<ObjectGroup>? Children { get; private set; }

    /// <summary>The lists in it whose further items come later, by the node of the list; null when there are none.</summary>
    public Dictionary<int, ItemStream>? Streams { get; set; }

    /// <summary>Whether its rows are items of a list already: later items of a stream.</summary>
    public bool HoldsItems { get; init; }

    public ResultNode this[int node]
    {
        get => _nodes[node];
        set => _nodes[node] = value;
    }

    /// <summary>Room for a list's items; the index of the first.</summary>
    public int AddItems(int count, int list)
    {
        var first = _nodeCount;
        _nodeCount += count;
        if (_nodeCount > _nodes.Length) Array.Resize(ref _nodes, Math.Max(_nodeCount, _nodes.Length * 2));
        _nodes.AsSpan(first, count).Fill(new ResultNode(ResultKind.Null, 0, 0, list));
        return first;
    }

    public void InitialiseRows() => _nodes.AsSpan(0, owner.Count).Fill(new ResultNode(ResultKind.Null, 0, 0, -1));

    /// <summary>The index among <see cref="Children"/> of the group of objects with that selection.</summary>
    public int ChildFor(SelectionPlan selection, int expected)
    {
        Children ??= [];
        for (var i = 0; i < Children.Count; i++)
        {
            if (Children[i].Plan == selection) return i;
        }

        Children.Add(new ObjectGroup(selection, owner.Unit, this, expected));
        return Children.Count - 1;
    }

    /// <summary>Counts calls that have not answered yet; one more than there are, until all have been started.</summary>
    public void Expect(int calls) => _pending = calls;

    /// <summary>Whether that was the last one.</summary>
    public bool Answered() => Interlocked.Decrement(ref _pending) == 0;

    public void AlsoExpect() => Interlocked.Increment(ref _pending);

    /// <summary>How many lists hold a node.</summary>
    public int DepthOf(int node)
    {
        var depth = HoldsItems ? 1 : 0;
        for (var at = _nodes[node].List; at >= 0; at = _nodes[at].List) depth++;
        return depth;
    }

    /// <summary>The row that a node belongs to.</summary>
    public int RowOf(int node)
    {
        while (_nodes[node].List >= 0) node = _nodes[node].List;
        return node;
    }
}
