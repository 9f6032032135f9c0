using System.Buffers;
using IbmPlatform.GraphQL.Errors;
using IbmPlatform.GraphQL.Execution.Planning;
using IbmPlatform.GraphQL.Execution.Running;

namespace IbmPlatform.GraphQL.Execution.Streams;

/// <summary>
/// A running subscription (spec 6.2.3): opens the source stream when first read, and executes the operation's selection once an event.
/// An event has the executor's deadline, the stream has none.
/// </summary>
internal sealed class SubscriptionStream : AnswerStream
{
    // How long a resolver that was cancelled may take to notice, before its stream is left to end by itself.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private readonly ExecutableSchema _schema;
    private readonly PreparedRequest _request;
    private readonly SelectionPlan _plan;
    private readonly RequestContext _context;
    private readonly ExecutorOptions _options;
    private readonly CancellationTokenSource _stop;
    // The source's resolver is called as any other; only its answer outlives the deadline.
    private readonly OperationRun _opening;
    private IAsyncEnumerator<object?>? _events;
    private Task<bool>? _awaited;
    private bool _ended;
    private bool _disposed;

    public SubscriptionStream(
        ExecutableSchema schema, PreparedRequest request, RequestContext context, ExecutorOptions options, CancellationToken cancellationToken)
    {
        _schema = schema;
        _plan = request.Plan();
        _request = request;
        _context = context;
        _options = options;
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _opening = new OperationRun(request.Variables, context, options with { Timeout = Timeout.InfiniteTimeSpan }, _stop.Token) { Schema = schema };
        // Nothing is written by it: an idle subscription holds no buffer.
        _opening.Buffer.Dispose();
    }

    public override bool IsSubscription => true;

    private FieldPlan Field => _plan.Fields[0];

    public override async ValueTask<bool> ReadAsync(IBufferWriter<byte> output)
    {
        if (_ended) return false;
        // To open the source costs as much as an event: who opens and closes without end pays as well.
        if (_events is null && Charge(output)) return true;
        try
        {
            _events ??= (await OpenSourceAsync().ConfigureAwait(false)).GetAsyncEnumerator(_opening.CancellationToken);
            _ended = !await MoveNextAsync().ConfigureAwait(false);
        }
        // Whatever the source throws ends the stream with that error (spec 6.2.3.2), before the first event as after it.
        catch (Exception e) when (e is not OperationCanceledException || !_stop.IsCancellationRequested)
        {
            _ended = true;
            var error = ErrorList.Describe(_opening, [new PathSegment(Field, 0)], Field, e);
            Outcome = GraphQLExecutor.Refuse(new RequestRefusal([error]), _context, output);
            return true;
        }

        if (_ended) return false;
        if (Charge(output)) return true;
        await AnswerAsync(_events.Current, output).ConfigureAwait(false);
        return true;
    }

    public override async ValueTask DisposeAsync()
    {
        if (_disposed) return;
        _disposed = true;
        await _stop.CancelAsync().ConfigureAwait(false);
        try
        {
            await CloseSourceAsync().WaitAsync(Grace, _options.TimeProvider).ConfigureAwait(false);
        }
        catch (TimeoutException e)
        {
            // The resolver takes no notice of its token: nobody waits for it any longer, and the log has its name.
            _options.OnInternalError?.Invoke(e, _context, ResponsePath.ForField(null, Field.ResponseName));
        }

        _opening.Dispose();
        _stop.Dispose();
        _request.Dispose();
        await base.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Takes the operation's cost off the client's budget; when that is spent, says so as the stream's last word.</summary>
    private bool Charge(IBufferWriter<byte> output)
    {
        if (GraphQLExecutor.Charge(_options, _context, _request.Cost, output) is not { } refused) return false;
        _ended = true;
        Outcome = refused;
        return true;
    }

    private async ValueTask<IAsyncEnumerable<object?>> OpenSourceAsync()
    {
        var arguments = new FieldStarter(_opening).Arguments(Field, out var failure) ?? throw failure!;
        var call = _opening.Call;
        call.Field = Field;
        call.Arguments = arguments;
        call.PathSource = () => ResponsePath.ForField(null, Field.ResponseName);
        try
        {
            return await Field.Binding.Source!(call).AsTask().WaitAsync(_options.Timeout, _options.TimeProvider, _stop.Token).ConfigureAwait(false)
                ?? throw new InvalidOperationException($"{Field.Binding.TypeName}.{Field.Binding.Name} returned null instead of a stream.");
        }
        catch (TimeoutException)
        {
            throw new GraphQLException(
                $"The subscription took longer than {_options.Timeout.TotalSeconds} s to begin; try again later.", ExecutionErrorCodes.Timeout);
        }
    }

    private async ValueTask<bool> MoveNextAsync()
    {
        var next = _events!.MoveNextAsync();
        if (next.IsCompleted) return await next.ConfigureAwait(false);
        _awaited = next.AsTask();
        return await _awaited.WaitAsync(_stop.Token).ConfigureAwait(false);
    }

    private async ValueTask AnswerAsync(object? value, IBufferWriter<byte> output)
    {
        var scope = _context.BeginEvent?.Invoke();
        try
        {
            var context = _context.ForEvent(scope?.Services ?? _context.Services);
            using var run = new OperationRun(_request.Variables, context, _options, _stop.Token) { Schema = _schema };
            Outcome = await GraphQLExecutor.RunAsync(run, new SourceEvent(value), _request.Operation, _plan, output).ConfigureAwait(false);
        }
        finally
        {
            if (scope is not null) await scope.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async Task CloseSourceAsync()
    {
        try
        {
            // An enumerator can't be disposed while it is moving.
            if (_awaited is not null) await ((Task)_awaited).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (_events is not null) await _events.DisposeAsync().ConfigureAwait(false);
        }
        // There is nobody left to tell but the log; a cancelled resolver has nothing to say.
#pragma warning disable CA1031
        catch (Exception e)
#pragma warning restore CA1031
        {
            if (e is not OperationCanceledException) _options.OnInternalError?.Invoke(e, _context, ResponsePath.ForField(null, Field.ResponseName));
        }
    }
}
