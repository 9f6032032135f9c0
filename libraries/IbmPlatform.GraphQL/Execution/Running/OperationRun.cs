using System.Threading.Channels;
using IbmPlatform.GraphQL.Errors;
using IbmPlatform.GraphQL.Execution.Incremental;
using IbmPlatform.GraphQL.Execution.Inputs;
using IbmPlatform.GraphQL.Execution.Planning;

namespace IbmPlatform.GraphQL.Execution.Running;

/// <summary>
/// One execution of an operation. All completion and every start of a resolver happens on one logical thread, the loop in
/// <see cref="ExecuteAsync"/>; answers of resolvers that take their time come back to it through a channel.
/// </summary>
internal sealed class OperationRun : BatchScheduler, IDisposable
{
    private const int LeastBuffer = 16 * 1024;

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
    private List<Func<CancellationToken, Task>>? _batches;
    private int _outstanding;
    private int _errorsTold;

    public OperationRun(VariableValues variables, RequestContext context, ExecutorOptions options, CancellationToken cancellationToken)
        : this(variables, context, options, 0, cancellationToken) { }

    /// <param name="variables">The coerced variables.</param>
    /// <param name="context">The request's context.</param>
    /// <param name="options">The executor's.</param>
    /// <param name="expectedBytes">About how long the answer will be.</param>
    /// <param name="cancellationToken">Cancelled when the client goes away.</param>
    public OperationRun(VariableValues variables, RequestContext context, ExecutorOptions options, int expectedBytes, CancellationToken cancellationToken)
    {
        Buffer = new Utf8JsonBuffer(Math.Max(expectedBytes, LeastBuffer));
        Variables = variables;
        Context = context;
        Options = options;
        _client = cancellationToken;
        _started = options.TimeProvider.GetTimestamp();
        Call = new ResolverCall(this);
        Direct = new DirectWriter(this);
        _starter = new FieldStarter(this);
        _completer = new ColumnCompleter(this);
    }

    public VariableValues Variables { get; }

    public RequestContext Context { get; }

    /// <summary>The schema that introspection tells of.</summary>
    public required ExecutableSchema Schema { get; init; }

    public ExecutorOptions Options { get; }

    /// <summary>What is delivered after the initial answer; null where the answer comes whole.</summary>
    public IncrementalRun? Incremental { get; init; }

    public ResolverCall Call { get; }

    public DirectWriter Direct { get; }

    public Utf8JsonBuffer Buffer { get; }

    /// <summary>Cancelled when the client goes away or the deadline passes. Read by the loop and by what it calls only.</summary>
    public CancellationToken CancellationToken => (_stop ??= StartClock()).Token;

    private Channel<FieldColumn?> Answers => LazyInitializer.EnsureInitialized(
        ref _answers, static () => Channel.CreateUnbounded<FieldColumn?>(new UnboundedChannelOptions { SingleReader = true }));

    /// <summary>Whether the deadline has passed and the client still waits.</summary>
    public bool IsOverdue => _deadline is { IsCancellationRequested: true } && !_client.IsCancellationRequested;

    /// <summary>Called for each item of a list: looks now and then whether anybody still waits.</summary>
    public void StopIfCancelled(int index)
    {
        if ((index & 63) == 63) CancellationToken.ThrowIfCancellationRequested();
    }

    /// <summary>Runs the operation; the root group holds the results.</summary>
    /// <exception cref="OperationCanceledException">The client went away.</exception>
    /// <exception cref="GraphQLException">The deadline passed.</exception>
    public async ValueTask<ObjectGroup> ExecuteAsync(SelectionPlan plan, object rootValue, bool serially)
    {
        var root = new ObjectGroup(plan, new ExecutionUnit(this, 1), null, 1);
        root.Add(rootValue, -1);
        // Nothing that runs at once can wait for a batch, and an async local costs two execution contexts.
        if (!plan.IsDirect) Enter();
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
        catch (OperationCanceledException) when (IsOverdue)
        {
            throw Overdue();
        }
        finally
        {
            if (!plan.IsDirect) Leave();
        }

        return root;
    }

    /// <summary>Data loaders used from here on load with this run.</summary>
    public void Enter() => Current = this;

    public static void Leave() => Current = null;

    /// <summary>What is told when the deadline has passed.</summary>
    public GraphQLException Overdue() =>
        new($"The operation ran longer than {Options.Timeout.TotalSeconds} s; ask for less at once.", ExecutionErrorCodes.Timeout);

    /// <summary>Starts a unit's root.</summary>
    public void Launch(ObjectGroup root)
    {
        // Stands for the start itself, so that the unit is not done before all its fields have been started.
        root.Unit.Outstanding++;
        StartGroup(root);
        Settle(root.Unit);
    }

    public void StartGroup(ObjectGroup group)
    {
        foreach (var field in group.Plan.Fields) _starter.Start(group, field);
    }

    /// <summary>Whether a row lies in what has become null: it need not be resolved. Without errors nothing has.</summary>
    public static bool IsNulled(ObjectGroup group, int row) => group.Unit.HasNulls && group.IsNulled(row);

    /// <summary>Whether one more error may be listed; counts it.</summary>
    public bool MayTellError() => ++_errorsTold <= Options.MaxErrors;

    /// <summary>A column whose values are there waits for its turn to be completed.</summary>
    public void Enqueue(FieldColumn column)
    {
        column.Owner.Unit.Outstanding++;
        _ready.Enqueue(column);
    }

    /// <summary>A column waits for values that come later.</summary>
    public void AwaitAnswers(FieldColumn column)
    {
        column.Owner.Unit.Outstanding++;
        _outstanding++;
    }

    /// <summary>One of a unit's columns is done, or what stood for one.</summary>
    public void Settle(ExecutionUnit unit)
    {
        if (--unit.Outstanding == 0 && unit.Purpose is not null) Incremental!.Finished(unit);
    }

    /// <summary>Called from any thread when a column's last resolver has answered.</summary>
    public void Answer(FieldColumn column) => Answers.Writer.TryWrite(column);

    public void Dispose()
    {
        // Resolvers that still run are told to stop; what they answer is dropped.
        _stop?.Cancel();
        Incremental?.Dispose();
        _stop?.Dispose();
        _deadline?.Dispose();
        Buffer.Dispose();
    }

    protected override void Enqueue(Func<CancellationToken, Task> dispatch)
    {
        lock (_gate) (_batches ??= []).Add(dispatch);
        Wake();
    }

    private CancellationTokenSource StartClock()
    {
        if (Options.Timeout == Timeout.InfiniteTimeSpan) return CancellationTokenSource.CreateLinkedTokenSource(_client);
        var left = Options.Timeout - Options.TimeProvider.GetElapsedTime(_started);
        _deadline = new CancellationTokenSource(left > TimeSpan.Zero ? left : TimeSpan.Zero, Options.TimeProvider);
        return CancellationTokenSource.CreateLinkedTokenSource(_client, _deadline.Token);
    }

    /// <summary>Completes all columns whose values are there.</summary>
    public void CompleteReady()
    {
        while (_ready.TryDequeue(out var column)) _completer.Complete(column);
    }

    /// <summary>Takes an answer, or a call to wake up, if one is there already.</summary>
    public bool TryAccept()
    {
        if (!Answers.Reader.TryRead(out var answered)) return false;
        Accept(answered);
        return true;
    }

    /// <summary>Waits for an answer or a call to wake up.</summary>
    public async ValueTask WaitAsync() => Accept(await Answers.Reader.ReadAsync(CancellationToken).ConfigureAwait(false));

    /// <summary>Wakes the loop when it is waiting. Called from any thread.</summary>
    public void Wake() => Answers.Writer.TryWrite(null);

    private async ValueTask DrainAsync()
    {
        while (true)
        {
            CompleteReady();
            if (_outstanding == 0) return;
            if (TryAccept() || DispatchBatches()) continue;
            await WaitAsync().ConfigureAwait(false);
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
    public bool DispatchBatches()
    {
        List<Func<CancellationToken, Task>> batches;
        lock (_gate)
        {
            if (_batches is null) return false;
            batches = _batches;
            _batches = null;
        }

        // A batch hands its failure to the resolvers that wait for it.
        foreach (var dispatch in batches) _ = dispatch(CancellationToken);
        return true;
    }
}
