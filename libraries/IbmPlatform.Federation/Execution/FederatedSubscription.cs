using System.Buffers;
using System.Text.Json;
using IbmPlatform.Federation.Planning;
using IbmPlatform.GraphQL.Errors;
using IbmPlatform.GraphQL.Execution;

namespace IbmPlatform.Federation.Execution;

/// <summary>
/// A running subscription: the subgraph that owns its field gives the events, and for each the others are asked for their fields by the
/// same plan that a query would have.
/// </summary>
internal sealed class FederatedSubscription : AnswerStream
{
    private readonly FederatedExecutor _executor;
    private readonly PreparedRun _prepared;
    private readonly RequestContext _context;
    private readonly IReadOnlyDictionary<string, string> _headers;
    private readonly FederatedExecutorOptions _options;
    private readonly ISubgraphClient _client;
    private readonly PlannedRequest _source;
    private readonly CancellationTokenSource _stop;
    private IAsyncEnumerator<SubgraphResponse>? _events;
    private bool _ended;
    private bool _disposed;

    public FederatedSubscription(
        FederatedExecutor executor, PreparedRun prepared, RequestContext context, ISubgraphClient client, IReadOnlyDictionary<string, string> headers,
        FederatedExecutorOptions options, CancellationToken cancellationToken)
    {
        _executor = executor;
        _prepared = prepared;
        _context = context;
        _headers = headers;
        _options = options;
        _client = client;
        _source = prepared.Plan.Requests.Single(request => request.IsRoot);
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
    }

    public override bool IsSubscription => true;

    public override async ValueTask<bool> ReadAsync(IBufferWriter<byte> output)
    {
        if (_ended) return false;
        // To open the source costs as much as an event: who opens and closes without end pays as well.
        if (_events is null && Charge(output)) return true;
        var errors = new ErrorLog(_options.MaxErrors);
        using var run = _executor.Begin(_prepared, _headers, errors);
        var failure = await NextAsync(run).ConfigureAwait(false);
        if (failure is not null) errors.Add(ErrorOf(failure));
        else if (_ended) return false;
        else if (errors.Count == 0 || HasData(_events!.Current.Body.Span))
        {
            if (Charge(output)) return true;
            Outcome = _executor.Write(_prepared, run, errors, output);
            return true;
        }

        // The source was refused or has failed: that is the stream's last word (specification, "Response Stream").
        _ended = true;
        Outcome = FederatedExecutor.Refuse(errors.Errors, output);
        return true;
    }

    /// <summary>Takes the operation's cost off the client's budget; when that is spent, says so as the stream's last word.</summary>
    private bool Charge(IBufferWriter<byte> output)
    {
        if (_executor.Charge(_context, _prepared.Cost, output) is not { } refused) return false;
        _ended = true;
        Outcome = refused;
        return true;
    }

    public override async ValueTask DisposeAsync()
    {
        if (_disposed) return;
        _disposed = true;
        await _stop.CancelAsync().ConfigureAwait(false);
        if (_events is not null) await _events.DisposeAsync().ConfigureAwait(false);
        _stop.Dispose();
        await base.DisposeAsync().ConfigureAwait(false);
    }

    private async Task<SubgraphFailure?> NextAsync(PlanRun run)
    {
        var name = _source.Subgraph.Name;
        try
        {
            _events ??= Subscribe(run).GetAsyncEnumerator(_stop.Token);
            if (await _events.MoveNextAsync().ConfigureAwait(false)) return await run.RunAfterAsync(_source, _events.Current, _stop.Token).ConfigureAwait(false);
            _ended = true;
            return null;
        }
        catch (SubgraphException fault)
        {
            _options.OnSubgraphFailure?.Invoke(_source.Subgraph, fault);
            return new SubgraphFailure(name, $"The service \"{name}\" gives no more events: {fault.Message.TrimEnd('.')}.", GatewayErrorCodes.SubgraphUnavailable);
        }
        catch (JsonException fault)
        {
            _options.OnSubgraphFailure?.Invoke(_source.Subgraph, fault);
            return new SubgraphFailure(name, $"The service \"{name}\" sent an event that is no JSON.", GatewayErrorCodes.SubgraphUnavailable);
        }
    }

    private IAsyncEnumerable<SubgraphResponse> Subscribe(PlanRun run) => _client is ISubgraphStreamClient client
        ? client.SubscribeAsync(run.SourceRequest(_source), _stop.Token)
        : throw new SubgraphException("it can't be subscribed at from here");

    private static GraphQLError ErrorOf(SubgraphFailure failure) =>
        new(failure.Message) { Extensions = new Dictionary<string, object?> { ["code"] = failure.Code, ["service"] = failure.Subgraph } };

    /// <summary>An answer without <c>data</c> tells that the subgraph refused the request, or that its own source has failed.</summary>
    private static bool HasData(ReadOnlySpan<byte> answer)
    {
        var json = new Utf8JsonReader(answer);
        json.Read();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("data"u8)) return true;
            json.Read();
            json.Skip();
        }

        return false;
    }
}
