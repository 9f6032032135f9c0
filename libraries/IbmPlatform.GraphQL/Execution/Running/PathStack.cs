using IbmPlatform.GraphQL.Execution.Planning;

namespace IbmPlatform.GraphQL.Execution.Running;

/// <summary>Where depth-first writing stands, below the value that it started from. Costs an array write a level.</summary>
internal sealed class PathStack
{
    private (FieldPlan? Field, int Index)[] _segments = [];

    public int Count { get; private set; }

    public void Push(FieldPlan field) => Push((field, -1));

    public void Push(int index) => Push((null, index));

    public void CutBackTo(int count) => Count = count;

    public void AppendTo(List<PathSegment> path)
    {
        foreach (var (field, index) in _segments.AsSpan(0, Count)) path.Add(new PathSegment(field, index));
    }

    private void Push((FieldPlan?, int) segment)
    {
        if (Count == _segments.Length) Array.Resize(ref _segments, Math.Max(16, Count * 2));
        _segments[Count++] = segment;
    }
}

/// <summary>A segment of a response path: a field, or an index when <paramref name="Field"/> is null.</summary>
internal readonly record struct PathSegment(FieldPlan? Field, int Index);
