using IbmPlatform.GraphQL.Errors;
using IbmPlatform.GraphQL.Execution.Planning;
using IbmPlatform.GraphQL.Execution.Running;

namespace IbmPlatform.GraphQL.Execution.Incremental;

/// <summary>A list whose items are delivered as they come.</summary>
internal sealed class ItemStream(OperationRun run, FieldColumn column, int node, StreamPlan plan, ItemSource source, int index)
{
    // As many as the reference implementation delivers at once: a batch resolver sees many items, a client waits for few.
    private const int MaxItemsAtOnce = 100;

    private readonly CancellationToken _stop = run.CancellationToken;
    private readonly List<object?> _items = [];
    private ValueTask<bool>? _move;
    private Task _reading = Task.CompletedTask;
    private volatile bool _isReady;
    private int _index = index;
    private bool _isClosed;

    public StreamPlan Plan => plan;

    public IReadOnlyList<PathSegment> Path => ResultPaths.OfNode(column, node);

    /// <summary>The number by which the answer refers to it; null before it is announced.</summary>
    public int? Id { get; set; }

    /// <summary>Whether it is part of what has been written.</summary>
    public bool IsFound { get; set; }

    /// <summary>Whether reading has brought items, the end or a failure.</summary>
    public bool IsReady => _isReady;

    /// <summary>Whether the last item has been read.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>What the resolver threw instead of the next item, or what made an item fail that must not; told after the items before it.</summary>
    public GraphQLError? Failure { get; private set; }

    public void AppendPath(List<PathSegment> path) => ResultPaths.Append(path, column, node);

    /// <summary>Reads on, without waiting; once <see cref="IsReady"/> the loop is told.</summary>
    public void Read()
    {
        _isReady = false;
        _reading = ReadAsync();
    }

    /// <summary>The items read so far and their batch; none when the end or a failure was all that came.</summary>
    public ItemBatch? Take(out IReadOnlyList<object?> items)
    {
        _isReady = false;
        items = [.. _items];
        if (items.Count == 0) return null;
        var batch = new ItemBatch(this, _index);
        _index += _items.Count;
        _items.Clear();
        return batch;
    }

    /// <summary>An item failed that must not be null: nothing comes after it.</summary>
    public void Fail(GraphQLError failure)
    {
        Failure = failure;
        _isReady = true;
    }

    /// <summary>Lets go of the list; what reads it now has been cancelled or comes to its end first.</summary>
    public void Close()
    {
        if (_isClosed) return;
        _isClosed = true;
        run.Incremental!.Closed(this);
        _ = CloseAsync();
    }

    private async Task ReadAsync()
    {
        try
        {
            while (_items.Count < MaxItemsAtOnce)
            {
                var move = _move ?? source.MoveNextAsync();
                _move = null;
                if (!move.IsCompleted && _items.Count > 0)
                {
                    _move = move;
                    break;
                }

                if (!await move.ConfigureAwait(false))
                {
                    HasEnded = true;
                    break;
                }

                _items.Add(source.Current);
            }
        }
        // Whatever the resolver throws fails the list.
#pragma warning disable CA1031
        catch (Exception e)
#pragma warning restore CA1031
        {
            // Once the run has been stopped nobody is told, and nothing is amiss.
            if (!_stop.IsCancellationRequested) Failure = Describe(e);
        }

        _isReady = true;
        run.Wake();
    }

    private GraphQLError Describe(Exception failure)
    {
        var path = new List<PathSegment>();
        AppendPath(path);
        return ErrorList.Describe(run, path, column.Plan, failure);
    }

    private async Task CloseAsync()
    {
        await _reading.ConfigureAwait(false);
        try
        {
            if (_move is { } move) await move.ConfigureAwait(false);
            await source.DisposeAsync().ConfigureAwait(false);
        }
        // Nobody waits for the list any more, so there is nobody to tell but the log.
#pragma warning disable CA1031
        catch (Exception e)
#pragma warning restore CA1031
        {
            if (!_stop.IsCancellationRequested) Describe(e);
        }
    }
}
