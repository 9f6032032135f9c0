using System.Diagnostics;
using IbmPlatform.GraphQL.Diagnostics;
using IbmPlatform.GraphQL.Errors;
using IbmPlatform.GraphQL.Execution.Binding;
using IbmPlatform.GraphQL.Execution.Inputs;
using IbmPlatform.GraphQL.Execution.Planning;

namespace IbmPlatform.GraphQL.Execution.Running;

/// <summary>Starts a field's resolvers for all objects of a group.</summary>
internal sealed class FieldStarter(OperationRun run)
{
    private List<InputFault>? _faults;

    public void Start(ObjectGroup group, FieldPlan field)
    {
        var column = new FieldColumn(field, group);
        column.InitialiseRows();
        group.Columns[field.Ordinal] = column;
        if (Arguments(field, out var failure) is not { } arguments)
        {
            FailAll(column, failure!);
            return;
        }

        switch (field.Binding.Resolver)
        {
            case SyncResolver when field.IsDirect:
                for (var row = 0; row < group.Count; row++)
                {
                    if ((row & 63) == 63) run.CancellationToken.ThrowIfCancellationRequested();
                    if (!OperationRun.IsNulled(group, row)) run.Direct.WriteField(column, row, arguments);
                }

                break;
            case SyncResolver resolver:
                StartSync(column, resolver, arguments);
                break;
            case AsyncResolver resolver:
                StartAsync(column, resolver, arguments);
                break;
            case BatchResolver resolver:
                StartBatch(column, resolver, arguments);
                break;
            case UnavailableResolver resolver:
                FailAll(column, new GraphQLException(resolver.Message, resolver.Code));
                break;
        }
    }

    /// <summary>Coerces a field's arguments; null and the failure when they are faulty.</summary>
    public object?[]? Arguments(FieldPlan field, out GraphQLException? failure)
    {
        failure = null;
        if (field.Binding.Arguments.Length == 0) return [];
        var values = field.Arguments.Values(run.Variables, _faults ??= []);
        if (_faults.Count == 0) return values;
        failure = new GraphQLException(
            string.Join(" ", _faults.Select(f => $"Argument \"{f.Path}\" has an invalid value: {f.Message}")), ExecutionErrorCodes.BadUserInput);
        _faults.Clear();
        return null;
    }

    private static bool IsFatal(Exception e, CancellationToken stop) => e is OperationCanceledException && stop.IsCancellationRequested;

    private void FailAll(FieldColumn column, Exception failure)
    {
        column.Values = new object?[column.Owner.Count];
        Array.Fill(column.Values, failure);
        run.Enqueue(column);
    }

    private void Prepare(FieldColumn column, int row, object?[] arguments)
    {
        run.Call.Field = column.Plan;
        run.Call.Arguments = arguments;
        run.Call.Parent = column.Owner.Values[row];
        run.Call.PathSource = () => ResultPaths.Of(column, row);
    }

    private void StartSync(FieldColumn column, SyncResolver resolver, object?[] arguments)
    {
        column.Values = new object?[column.Owner.Count];
        for (var row = 0; row < column.Owner.Count; row++)
        {
            if (OperationRun.IsNulled(column.Owner, row)) continue;
            Prepare(column, row, arguments);
            try
            {
                column.Values[row] = resolver.Resolve(run.Call);
            }
            catch (Exception e) when (!IsFatal(e, run.CancellationToken))
            {
                column.Values[row] = e;
            }
        }

        run.Enqueue(column);
    }

    private void StartAsync(FieldColumn column, AsyncResolver resolver, object?[] arguments)
    {
        column.Values = new object?[column.Owner.Count];
        column.Expect(1);
        for (var row = 0; row < column.Owner.Count; row++)
        {
            if (OperationRun.IsNulled(column.Owner, row)) continue;
            Prepare(column, row, arguments);
            try
            {
                var answer = resolver.Resolve(run.Call);
                if (answer.IsCompletedSuccessfully) column.Values[row] = answer.Result;
                else
                {
                    column.AlsoExpect();
                    _ = AwaitRow(column, row, answer);
                }
            }
            catch (Exception e) when (!IsFatal(e, run.CancellationToken))
            {
                column.Values[row] = e;
            }
        }

        Settle(column);
    }

    private void StartBatch(FieldColumn column, BatchResolver resolver, object?[] arguments)
    {
        var rows = new List<int>(column.Owner.Count);
        for (var row = 0; row < column.Owner.Count; row++)
        {
            if (!OperationRun.IsNulled(column.Owner, row)) rows.Add(row);
        }

        column.Values = new object?[column.Owner.Count];
        if (rows.Count == 0)
        {
            run.Enqueue(column);
            return;
        }

        Prepare(column, rows[0], arguments);
        run.Call.Parents = [.. rows.Select(row => column.Owner.Values[row])];
        run.Call.ParentCount = rows.Count;
        column.Expect(1);
        var outer = Activity.Current;
        var activity = GraphQLDiagnostics.StartBatch(column.Plan.Binding.TypeName, column.Plan.Binding.Name, rows.Count);
        try
        {
            var answer = resolver.Resolve(run.Call);
            if (answer.IsCompletedSuccessfully) Spread(column, rows, answer.Result);
            else
            {
                column.AlsoExpect();
                _ = AwaitBatch(column, rows, answer, activity);
                // It ends with the answer; what is started meanwhile is no part of it.
                if (activity is not null) (activity, Activity.Current) = (null, outer);
            }
        }
        catch (Exception e) when (!IsFatal(e, run.CancellationToken))
        {
            activity?.SetStatus(ActivityStatusCode.Error);
            foreach (var row in rows) column.Values[row] = e;
        }
        finally
        {
            activity?.Dispose();
        }

        Settle(column);
    }

    /// <summary>All calls have been started: either all have answered already, or the last to answer tells the loop.</summary>
    private void Settle(FieldColumn column)
    {
        if (column.Answered()) run.Enqueue(column);
        else run.AwaitAnswers(column);
    }

    private async Task AwaitRow(FieldColumn column, int row, ValueTask<object?> answer)
    {
        var values = column.Values!;
        try
        {
            values[row] = await answer.ConfigureAwait(false);
        }
        // Whatever a resolver throws is its field's error.
#pragma warning disable CA1031
        catch (Exception e)
#pragma warning restore CA1031
        {
            values[row] = e;
        }

        if (column.Answered()) run.Answer(column);
    }

    private async Task AwaitBatch(FieldColumn column, List<int> rows, ValueTask<object?> answer, Activity? activity)
    {
        var values = column.Values!;
        try
        {
            Spread(column, rows, await answer.ConfigureAwait(false));
        }
        // Whatever a resolver throws is its field's error.
#pragma warning disable CA1031
        catch (Exception e)
#pragma warning restore CA1031
        {
            activity?.SetStatus(ActivityStatusCode.Error);
            foreach (var row in rows) values[row] = e;
        }

        activity?.Dispose();
        if (column.Answered()) run.Answer(column);
    }

    private static void Spread(FieldColumn column, List<int> rows, object? answer)
    {
        var binding = column.Plan.Binding;
        var items = BatchItems.Of(answer, rows.Count, $"{binding.TypeName}.{binding.Name}");
        for (var i = 0; i < items.Length; i++) column.Values![rows[i]] = items[i];
    }
}
