using Microsoft.AspNetCore.Http;

namespace IbmPlatform.GraphQL.Server.Streaming;

/// <summary>One reserved event stream and the operations that run over it. Ends when its client leaves, or never came.</summary>
internal sealed class SharedEventStream
{
    private readonly Lock _gate = new();
    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SubscriptionSlots.Slot _slot;
    private readonly GraphQLStreamOptions _options;
    private bool _taken;
    private (EventStreamWriter Writer, OperationSet Operations)? _open;

    public SharedEventStream(string client, SubscriptionSlots.Slot slot, GraphQLStreamOptions options)
    {
        Client = client;
        _slot = slot;
        _options = options;
        Ended = LiveAsync();
    }

    public string Client { get; }

    /// <summary>Completes when the stream is no more.</summary>
    public Task Ended { get; }

    /// <summary>Holds the response open until the client goes.</summary>
    public async Task ServeAsync(HttpContext http, CancellationTokenSource end)
    {
        lock (_gate)
        {
            if (_taken) throw HttpRefusal.Conflict("The event stream is open already, or was not opened in time; reserve another by PUT.");
            _taken = true;
        }

        _opened.SetResult();
        try
        {
            using var writer = await EventStreamWriter.StartAsync(http, _options, end.Token).ConfigureAwait(false);
            await using var operations = new OperationSet(_options.MaxOperationsPerConnection, end.Token);
            lock (_gate) _open = (writer, operations);
            await writer.KeepAliveAsync(end.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The client has gone, or takes nothing, or the server stops.
        }
        finally
        {
            lock (_gate) _open = null;
            _closed.SetResult();
        }
    }

    public void Start(string id, Func<IAnswerSink, CancellationToken, Task> run)
    {
        (EventStreamWriter Writer, OperationSet Operations)? open;
        lock (_gate) open = _open;
        if (open is not var (writer, operations)) throw HttpRefusal.NotFound("The event stream is not open; open it with Accept: text/event-stream.");
        switch (operations.TryStart(id, stop => run(new EventSink(writer, id), stop)))
        {
            case OperationSet.Start.IdTaken:
                throw HttpRefusal.Conflict($"The operation \"{id}\" runs already; give each its own id.");
            case OperationSet.Start.Full:
                throw HttpRefusal.LimitExceeded(TooMany(_options.MaxOperationsPerConnection), _options.InitTimeout);
        }
    }

    public void Stop(string id)
    {
        OperationSet? operations;
        lock (_gate) operations = _open?.Operations;
        operations?.Stop(id);
    }

    internal static string TooMany(int maximum) => SubscriptionSlots.Limit(
        $"This connection runs {maximum} operations already", nameof(GraphQLStreamOptions.MaxOperationsPerConnection), maximum, "Complete one first.");

    /// <summary>A stream that nobody opens in time is given up.</summary>
    private async Task LiveAsync()
    {
        using var _ = _slot;
        try
        {
            await _opened.Task.WaitAsync(_options.InitTimeout, _options.TimeProvider).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            lock (_gate)
            {
                if (!_taken)
                {
                    _taken = true;
                    return;
                }
            }
        }

        await _closed.Task.ConfigureAwait(false);
    }
}
