using System.Collections;
using IbmPlatform.GraphQL.Execution.Binding;
using IbmPlatform.GraphQL.Execution.Incremental;
using IbmPlatform.GraphQL.Execution.Planning;

namespace IbmPlatform.GraphQL.Execution.Running;

/// <summary>Completes a column's values (spec 6.4.3, CompleteValue) and starts what is selected below them.</summary>
internal sealed class ColumnCompleter(OperationRun run)
{
    public void Complete(FieldColumn column)
    {
        var values = column.Values!;
        column.Values = null;
        for (var row = 0; row < values.Length; row++)
        {
            if (OperationRun.IsNulled(column.Owner, row)) continue;
            CompleteRow(column, row, values[row]);
        }

        if (column.Children is not null)
        {
            foreach (var child in column.Children) run.StartGroup(child);
        }

        run.Settle(column.Owner.Unit);
    }

    private void CompleteRow(FieldColumn column, int row, object? value)
    {
        if ((row & 63) == 63) run.CancellationToken.ThrowIfCancellationRequested();
        try
        {
            Complete(column, row, value, column.HoldsItems ? 1 : 0);
        }
        // Enumerating a list runs the resolver's own code.
        catch (Exception e) when (e is not OperationCanceledException || !run.CancellationToken.IsCancellationRequested)
        {
            Fail(column, row, e);
        }
    }

    private void Complete(FieldColumn column, int node, object? value, int depth)
    {
        var shape = column.Plan.Binding.Shape;
        if (column.Plan.Stream is { } stream && depth == 0 && value is not (null or Exception or IFieldResult))
        {
            CompleteStream(column, node, value, stream);
            return;
        }

        if (shape.Leaf is not null || (shape.Object is not null && column.Plan.ObjectPlan.IsDirect))
        {
            run.Direct.WriteValue(column, node, value, depth);
            return;
        }

        switch (value)
        {
            case null:
                if (shape.NonNull[depth]) Fail(column, node, Failures.UnexpectedNull(column.Plan));
                break;
            case Exception failure:
                Fail(column, node, failure);
                break;
            case IFieldResult result:
                Complete(column, node, result.ValueOrError, depth);
                break;
            default:
                if (depth < shape.ListDepth) CompleteList(column, node, value, depth);
                else CompleteObject(column, node, value);
                break;
        }
    }

    private void CompleteList(FieldColumn column, int node, object value, int depth)
    {
        if (value is not IEnumerable items || value is string)
        {
            Fail(column, node, Failures.NoList(column.Plan, value));
            return;
        }

        CompleteItems(column, node, items as ICollection<object?> ?? [.. items.Cast<object?>()], depth);
    }

    /// <summary>Completes the items that come with a list and keeps where the others come from.</summary>
    private void CompleteStream(FieldColumn column, int node, object value, StreamPlan plan)
    {
        if (value is not StreamedItems streamed)
        {
            if (value is not IEnumerable items || value is string)
            {
                Fail(column, node, Failures.NoList(column.Plan, value));
                return;
            }

            streamed = StreamedItems.Of(items, plan.CountInitial(run.Variables));
        }

        if (streamed.Rest is { } rest)
        {
            var stream = new ItemStream(run, column, node, plan, rest, streamed.First.Count);
            run.Incremental!.Opened(stream);
            (column.Owner.Unit.Streams ??= []).Add(stream);
            (column.Streams ??= []).Add(node, stream);
        }

        CompleteItems(column, node, streamed.First, 0);
    }

    private void CompleteItems(FieldColumn column, int node, ICollection<object?> list, int depth)
    {
        var first = column.AddItems(list.Count, node);
        column[node] = new ResultNode(ResultKind.List, first, list.Count, column[node].List);
        var item = first;
        foreach (var element in list)
        {
            Complete(column, item, element, depth + 1);
            // An item that must not be null has taken the list with it.
            if (column[node].Kind == ResultKind.Null) return;
            item++;
        }
    }

    private void CompleteObject(FieldColumn column, int node, object value)
    {
        var shape = column.Plan.Binding.Shape;
        ObjectBinding? type;
        if (value is TypedValue typed) (type, value) = (typed.Type, typed.Value);
        else type = shape.Object ?? shape.Abstract!.TypeOf(value);
        if (type is null)
        {
            Fail(column, node, Failures.NoObjectType(column.Plan, value));
            return;
        }

        if (!type.ClrType.IsInstanceOfType(value))
        {
            Fail(column, node, Failures.WrongType(column.Plan, value, type.ClrType));
            return;
        }

        var plan = column.Plan.PlanFor(type);
        if (plan.IsDirect)
        {
            run.Direct.WriteObject(column, node, plan, value);
            return;
        }

        var child = column.ChildFor(plan, column.Owner.Count);
        var list = column[node].List;
        column[node] = new ResultNode(ResultKind.Object, child, column.Children![child].Add(value, node), list);
    }

    private static void Fail(FieldColumn column, int node, Exception failure)
    {
        var path = new List<PathSegment>();
        ResultPaths.Append(path, column, node);
        column.Owner.Unit.Report(column, node, path, column.Plan, failure);
        NullPropagation.NullOut(column, node);
    }
}
