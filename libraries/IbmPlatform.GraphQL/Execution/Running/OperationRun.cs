using System.Threading.Channels;
using IbmPlatform.GraphQL.Errors;
using IbmPlatform.GraphQL.Execution.Inputs;
using IbmPlatform.GraphQL.Execution.Planning;

namespace IbmPlatform.GraphQL.Execution.Running;

/// <summary>
/// One execution of an operation. All completion and every start of a resolver happens on one logical thread, the loop in
/// <see cref="ExecuteAsync"/>; answers of resolvers that take their time come back to it through a channel.
/// </summary>
internal sealed class OperationRun : BatchScheduler, IDisposable
{
    private readonly ExecutorOptions _options;
    private readonly Queue<FieldColumn> _ready = new();
    private readonly long _started;
    private readonly Lock _gate = new();
    private readonly CancellationToken _client;
    private readonly FieldStarter _starter;
    private readonly ColumnCompleter _completer;
    // Made when first asked for: an operation that never waits needs none of them.
    private CancellationTokenSource? _deadline;
    private CancellationTokenSource? _stop;
    private Channel<FieldColumn?>? _answers;
    private List<Func<CancellationToken, Task>> _batches = [];
    private int _outstanding;

    public OperationRun(VariableValues variables, RequestContext context, ExecutorOptions options, CancellationToken cancellationToken)
    {
        Variables = variables;
        Context = context;
        _options = options;
        _client = cancellationToken;
        _started = options.TimeProvider.GetTimestamp();
        Errors = new ErrorList(options, context);
        Call = new ResolverCall(this);
        Direct = new DirectWriter(this);
        _starter = new FieldStarter(this);
        _completer = new ColumnCompleter(this);
    }

    public VariableValues Variables { get; }

    public RequestContext Context { get; }

    public ErrorList Errors { get; }

    public ResolverCall Call { get; }

    public DirectWriter Direct { get; }

    public Utf8JsonBuffer Buffer { get; } = new();

    /// <summary>Cancelled when the client goes away or the deadline passes. Read by the loop and by what it calls only.</summary>
    public CancellationToken CancellationToken => (_stop ??= StartClock()).Token;

    private Channel<FieldColumn?> Answers => LazyInitializer.EnsureInitialized(
        ref _answers, static () => Channel.CreateUnbounded<FieldColumn?>(new UnboundedChannelOptions { SingleReader = true }));

    /// <summary>Runs the operation; the root group holds the results, null when null has propagated to <c>data</c>.</summary>
    /// <exception cref="OperationCanceledException">The client went away.</exception>
    /// <exception cref="GraphQLException">The deadline passed.</exception>
    public async ValueTask<ObjectGroup?> ExecuteAsync(SelectionPlan plan, bool serially)
    {
        var root = new ObjectGroup(plan, null, 1);
        root.Add(RootValue.Instance, -1);
        Current = this;
        try
        {
            foreach (var field in plan.Fields)
            {
                _starter.Start(root, field);
                // The fields of a mutation run one after another, each with all that is below it (spec 6.2.2).
                if (serially) await DrainAsync().ConfigureAwait(false);
                if (IsNulled(root, 0)) break;
            }

            await DrainAsync().ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_deadline is { IsCancellationRequested: true } && !_client.IsCancellationRequested)
        {
            throw new GraphQLException(
                $"The operation ran longer than {_options.Timeout.TotalSeconds} s; ask for less at once.", ExecutionErrorCodes.Timeout);
        }
        finally
        {
            Current = null;
        }

        return IsNulled(root, 0) ? null : root;
    }

    public void StartGroup(ObjectGroup group)
    {
        foreach (var field in group.Plan.Fields) _starter.Start(group, field);
    }

    /// <summary>Whether a row lies in what has become null: it need not be resolved. Without errors nothing has.</summary>
    public bool IsNulled(ObjectGroup group, int row) => Errors.Count > 0 && group.IsNulled(row);

    public void Enqueue(FieldColumn column) => _ready.Enqueue(column);

    public void AwaitAnswers() => _outstanding++;

    /// <summary>Called from any thread when a column's last resolver has answered.</summary>
    public void Answer(FieldColumn column) => Answers.Writer.TryWrite(column);

    public void Dispose()
    {
        // Resolvers that still run are told to stop; what they answer is dropped.
        _stop?.Cancel();
        _stop?.Dispose();
        _deadline?.Dispose();
        Buffer.Dispose();
    }

    protected override void Enqueue(Func<CancellationToken, Task> dispatch)
    {
        lock (_gate) _batches.Add(dispatch);
        // Wakes the loop when it is waiting.
        Answers.Writer.TryWrite(null);
    }

    private CancellationTokenSource StartClock()
    {
        var left = _options.Timeout - _options.TimeProvider.GetElapsedTime(_started);
        _deadline = new CancellationTokenSource(left > TimeSpan.Zero ? left : TimeSpan.Zero, _options.TimeProvider);
        return CancellationTokenSource.CreateLinkedTokenSource(_client, _deadline.Token);
    }

    private async ValueTask DrainAsync()
    {
        while (true)
        {
            while (_ready.TryDequeue(out var column)) _completer.Complete(column);
            if (_outstanding == 0) return;
            if (Answers.Reader.TryRead(out var answered))
            {
                Accept(answered);
                continue;
            }

            if (DispatchBatches()) continue;
            Accept(await Answers.Reader.ReadAsync(CancellationToken).ConfigureAwait(false));
        }
    }

    private void Accept(FieldColumn? answered)
    {
        CancellationToken.ThrowIfCancellationRequested();
        if (answered is null) return;
        _outstanding--;
        _ready.Enqueue(answered);
    }

    /// <summary>Nothing else can run: every key that could be collected has been.</summary>
    private bool DispatchBatches()
    {
        List<Func<CancellationToken, Task>> batches;
        lock (_gate)
        {
            if (_batches.Count == 0) return false;
            batches = _batches;
            _batches = [];
        }

        // A batch hands its failure to the resolvers that wait for it.
        foreach (var dispatch in batches) _ = dispatch(CancellationToken);
        return true;
    }
}
