using IbmPlatform.GraphQL.Execution.Planning;
using IbmPlatform.GraphQL.Execution.Running;

namespace IbmPlatform.GraphQL.Execution.Incremental;

/// <summary>Items of a stream that are executed together.</summary>
internal sealed class ItemBatch(ItemStream stream, int firstIndex) : IUnitPurpose
{
    public ItemStream Stream => stream;

    public FieldColumn? Column { get; private set; }

    public FieldColumn Open(OperationRun run, IReadOnlyList<object?> items)
    {
        var rows = new ObjectGroup(SelectionPlan.Nothing, new ExecutionUnit(run, items.Count, this), null, items.Count);
        foreach (var item in items) rows.Add(item!, -1);
        Column = new FieldColumn(stream.Plan.Items, rows) { HoldsItems = true, Values = [.. items] };
        Column.InitialiseRows();
        return Column;
    }

    public void AppendPath(List<PathSegment> path, int row)
    {
        stream.AppendPath(path);
        path.Add(new PathSegment(null, firstIndex + row));
    }
}
