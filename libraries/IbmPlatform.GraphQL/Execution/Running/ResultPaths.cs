namespace IbmPlatform.GraphQL.Execution.Running;

/// <summary>Finds a value's response path, which is kept nowhere: it follows from where the value stands.</summary>
internal static class ResultPaths
{
    /// <summary>The path of a field's value for a row.</summary>
    public static ResponsePath Of(FieldColumn column, int row)
    {
        var segments = new List<PathSegment>();
        Append(segments, column, row);
        return ErrorList.ToPath(segments);
    }

    /// <summary>The path of an object.</summary>
    public static PathSegment[] OfObject(ObjectGroup group, int row)
    {
        var segments = new List<PathSegment>();
        AppendObject(segments, group, row);
        return [.. segments];
    }

    /// <summary>The path of a node.</summary>
    public static PathSegment[] OfNode(FieldColumn column, int node)
    {
        var segments = new List<PathSegment>();
        Append(segments, column, node);
        return [.. segments];
    }

    /// <summary>Appends the path of a node: its field's, then the indexes of the lists that hold it.</summary>
    public static void Append(List<PathSegment> path, FieldColumn column, int node)
    {
        var list = column[node].List;
        if (list >= 0)
        {
            Append(path, column, list);
            path.Add(new PathSegment(null, node - column[list].A));
            return;
        }

        AppendObject(path, column.Owner, node);
        if (column.HoldsItems) return;
        path.Add(new PathSegment(column.Plan, -1));
    }

    /// <summary>Appends the path of an object.</summary>
    public static void AppendObject(List<PathSegment> path, ObjectGroup group, int row)
    {
        if (group.Parent is not null) Append(path, group.Parent, group.NodeOf(row));
        else group.Unit.Purpose?.AppendPath(path, row);
    }
}
