namespace IbmPlatform.GraphQL.Execution;

/// <summary>A place in the response: response names and list indexes from the root down.</summary>
public sealed class ResponsePath
{
    private ResponsePath(ResponsePath? parent, string? name, int index)
    {
        Parent = parent;
        Name = name;
        Index = index;
    }

    /// <summary>The place that holds this one; null for a root field.</summary>
    public ResponsePath? Parent { get; }

    /// <summary>The response name; null for a list item.</summary>
    public string? Name { get; }

    /// <summary>The list index; -1 for a field.</summary>
    public int Index { get; }

    internal static ResponsePath ForField(ResponsePath? parent, string name) => new(parent, name, -1);

    internal static ResponsePath ForItem(ResponsePath? parent, int index) => new(parent, null, index);

    /// <summary>The segments from the root: strings and ints.</summary>
    public IReadOnlyList<object> ToSegments()
    {
        var segments = new List<object>();
        for (var at = this; at is not null; at = at.Parent) segments.Add(at.Name ?? (object)at.Index);
        segments.Reverse();
        return segments;
    }

    /// <summary>The path as text: <c>project.countries[0].name</c>.</summary>
    public override string ToString() =>
        Name is null ? $"{Parent}[{Index}]" : Parent is null ? Name : $"{Parent}.{Name}";
}
