using System.Buffers;
using IbmPlatform.GraphQL.Errors;
using IbmPlatform.GraphQL.Execution.Running;

namespace IbmPlatform.GraphQL.Execution.Incremental;

/// <summary>Executes what the initial answer leaves to deliver, payload by payload, each when it is asked for.</summary>
internal sealed class IncrementalRun : IDisposable
{
    private readonly PayloadWriter _payload;
    private readonly DeliveryGraph _graph;
    private readonly List<ExecutionUnit> _finished = [];
    private readonly HashSet<ItemStream> _opened = [];
    private readonly List<ItemStream> _ending = [];
    private readonly PartCount _parts;
    private int _running;

    public IncrementalRun(RequestContext context, int maxParts)
    {
        _parts = new PartCount(maxParts);
        _payload = new PayloadWriter(context);
        _graph = new DeliveryGraph(_payload);
    }

    /// <summary>Whether there is something left to deliver.</summary>
    public bool HasNext => !_graph.IsDone;

    /// <summary>What a result that is about to be written leaves to deliver.</summary>
    public FoundWork NewWork() => new(_parts);

    /// <summary>A list was found whose later items come separately.</summary>
    public void Opened(ItemStream stream) => _opened.Add(stream);

    /// <summary>A list is not read any more.</summary>
    public void Closed(ItemStream stream) => _opened.Remove(stream);

    /// <summary>All columns of a unit have been completed.</summary>
    public void Finished(ExecutionUnit unit) => _finished.Add(unit);

    /// <summary>Takes on what the initial answer leaves, and writes the members that say so.</summary>
    public void Begin(ObjectGroup? root, FoundWork work, IBufferWriter<byte> output)
    {
        if (root is not null) CloseLost(root.Unit);
        _graph.Begin(work);
        if (_graph.IsDone) return;
        _payload.Flush(output);
        output.Write(",\"hasNext\":true"u8);
    }

    /// <summary>Writes the next payload.</summary>
    /// <exception cref="OperationCanceledException">The client went away.</exception>
    public async ValueTask WriteNextAsync(OperationRun run, IBufferWriter<byte> output)
    {
        run.Enter();
        try
        {
            await CollectAsync(run).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (run.IsOverdue)
        {
            _graph.FailAll(run.Overdue().Error);
        }
        finally
        {
            OperationRun.Leave();
        }

        output.Write(_graph.IsDone ? "{\"hasNext\":false"u8 : "{\"hasNext\":true"u8);
        _payload.Flush(output);
        output.Write("}"u8);
    }

    public void Dispose()
    {
        foreach (var stream in _opened.ToArray()) stream.Close();
        _payload.Dispose();
    }

    /// <summary>Goes on until there is something to tell and nothing more to tell without waiting.</summary>
    private async ValueTask CollectAsync(OperationRun run)
    {
        while (true)
        {
            if (_parts.IsExceeded)
            {
                // What has been executed is delivered; what has not would miss the parts that there was no room for.
                _graph.FailAll(_parts.Refusal);
                return;
            }

            Launch(run);
            run.CompleteReady();
            if (TakeFinished(run) || run.TryAccept()) continue;
            if (_payload.IsEmpty && TakeItems(run)) continue;
            if (EndStreams()) continue;
            // What could be loaded meanwhile is asked for before the client is answered.
            if (run.DispatchBatches()) continue;
            if (!_payload.IsEmpty) return;
            await run.WaitAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Starts tasks: those with the same fields together.</summary>
    private void Launch(OperationRun run)
    {
        foreach (var tasks in _graph.TakeTasks().Where(t => !t.IsClosed).GroupBy(t => t.Part))
        {
            _running++;
            run.Launch(new DeferredBatch([.. tasks]).Open(run));
        }
    }

    /// <summary>Takes the results of units that are done, in the order in which their rows were started.</summary>
    private bool TakeFinished(OperationRun run)
    {
        if (_finished.Count == 0) return false;
        ExecutionUnit[] units = [.. _finished];
        _finished.Clear();
        _running -= units.Length;
        var rows = units.Where(u => u.Purpose is DeferredBatch).SelectMany(u => ((DeferredBatch)u.Purpose!).Tasks.Select((task, row) => (task, row, u)));
        foreach (var (task, row, unit) in rows.OrderBy(r => r.task.Started)) Take(run, task, unit, row);
        foreach (var unit in units.Where(u => u.Purpose is ItemBatch).OrderBy(u => ((ItemBatch)u.Purpose!).Stream.Id)) Take(run, (ItemBatch)unit.Purpose!, unit);
        EndStreams();
        foreach (var unit in units) CloseLost(unit);
        // Everything written so far has been taken out of the buffer.
        if (_running == 0) run.Buffer.CutBackTo(0);
        return true;
    }

    private void Take(OperationRun run, DeferredTask task, ExecutionUnit unit, int row)
    {
        if (unit.FatalErrorOf(row) is { } error)
        {
            _graph.Fail(task, error);
            return;
        }

        var work = NewWork();
        var json = new ArrayBufferWriter<byte>();
        new ResponseWriter(run.Buffer, json, work).WriteObject(((DeferredBatch)unit.Purpose!).Root!, row, task.Scope);
        _graph.Succeed(task, new TaskValue(json.WrittenMemory, unit.ErrorsOf(row)), work);
    }

    private void Take(OperationRun run, ItemBatch batch, ExecutionUnit unit)
    {
        var (stream, column) = (batch.Stream, batch.Column!);
        var items = new List<(TaskValue, FoundWork)>();
        GraphQLError? failure = null;
        for (var row = 0; row < column.Owner.Count; row++)
        {
            failure = unit.FatalErrorOf(row);
            if (failure is not null) break;
            var work = NewWork();
            var json = new ArrayBufferWriter<byte>();
            new ResponseWriter(run.Buffer, json, work).WriteNode(column, row, null);
            items.Add((new TaskValue(json.WrittenMemory, unit.ErrorsOf(row)), work));
        }

        if (items.Count > 0) _graph.Deliver(stream, items);
        if (failure is not null && items.Count == 0) _graph.End(stream, failure);
        // A failure is told in a payload of its own, as the reference implementation does.
        else if ((failure ?? stream.Failure) is { } later) stream.Fail(later);
        else if (stream.HasEnded) _graph.End(stream);
        else stream.Read();
    }

    /// <summary>Takes what streams have read and executes it.</summary>
    private bool TakeItems(OperationRun run)
    {
        if (_graph.Streams.Count == 0) return false;
        var ready = _graph.Streams.Where(s => s.IsReady).OrderBy(s => s.Id).ToArray();
        foreach (var stream in ready)
        {
            if (stream.Take(out var items) is not { } batch)
            {
                _ending.Add(stream);
                continue;
            }

            _running++;
            run.Enqueue(batch.Open(run, items));
        }

        return ready.Length > 0;
    }

    /// <summary>Tells ends and failures that no item comes before; the items of other lists come first, as with the reference implementation.</summary>
    private bool EndStreams()
    {
        if (_ending.Count == 0) return false;
        foreach (var stream in _ending) _graph.End(stream, stream.Failure);
        _ending.Clear();
        return true;
    }

    /// <summary>Lets go of lists that were opened and then taken away by a null.</summary>
    private static void CloseLost(ExecutionUnit unit)
    {
        foreach (var stream in unit.Streams ?? [])
        {
            if (!stream.IsFound) stream.Close();
        }
    }
}
