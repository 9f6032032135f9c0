using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;
using IbmPlatform.GraphQL.Errors;
using IbmPlatform.GraphQL.Execution;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace IbmPlatform.GraphQL.Server.Streaming;

/// <summary>One connection of graphql-transport-ws: its messages, one after another, and the operations that they start.</summary>
internal sealed partial class SocketConnection : IAsyncDisposable
{
    private readonly HttpContext _http;
    private readonly SocketReader _reader;
    private readonly SocketWriter _writer;
    private readonly OperationLoop _loop;
    private readonly GraphQLHttpOptions _options;
    private readonly ILogger _logger;
    private readonly OperationSet _operations;
    private readonly CancellationTokenSource _acknowledged = new();
    private Caller _caller;
    private bool _initialised;

    public SocketConnection(
        HttpContext http, SocketReader reader, SocketWriter writer, OperationLoop loop, GraphQLHttpOptions options, Caller caller, ILogger logger)
    {
        _http = http;
        _reader = reader;
        _writer = writer;
        _loop = loop;
        _options = options;
        _caller = caller;
        _logger = logger;
        _operations = new OperationSet(options.Streams.MaxOperationsPerConnection, writer.Closing);
    }

    private GraphQLStreamOptions Streams => _options.Streams;

    /// <summary>Serves the connection until one side closes it.</summary>
    public async Task RunAsync()
    {
        using var message = new PooledBufferWriter(0);
        var watch = WatchInitialisationAsync();
        Received received;
        while ((received = await _reader.ReadAsync(message).ConfigureAwait(false)) is not (Received.Closed or Received.Broken))
        {
            // What still comes after our close frame is not for us.
            if (_writer.Closing.IsCancellationRequested) continue;
            await HandleAsync(received, message.WrittenMemory).ConfigureAwait(false);
        }

        await _acknowledged.CancelAsync().ConfigureAwait(false);
        await watch.ConfigureAwait(false);
        if (received == Received.Closed) await _writer.AnswerCloseAsync().ConfigureAwait(false);
        else await _writer.EndAsync(_http.RequestAborted).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        await _operations.DisposeAsync().ConfigureAwait(false);
        _acknowledged.Dispose();
    }

    private async Task HandleAsync(Received received, ReadOnlyMemory<byte> message)
    {
        try
        {
            switch (received)
            {
                case Received.Binary:
                    await _writer.CloseAsync(CloseCode.BadRequest, "A message must be text").ConfigureAwait(false);
                    break;
                case Received.TooLarge:
                    await _writer.CloseAsync(
                        CloseCode.MessageTooBig, $"The message has {message.Length} bytes or more; the limit (MaxMessageBytes) is {Streams.MaxMessageBytes}").ConfigureAwait(false);
                    break;
                default:
                    using (var json = JsonDocument.Parse(message, new JsonDocumentOptions { MaxDepth = _options.MaxJsonDepth })) await HandleAsync(json.RootElement).ConfigureAwait(false);
                    break;
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: a string that is not valid UTF-8 or holds half a surrogate pair.
            var fault = JsonNesting.Exceeds(message.Span, _options.MaxJsonDepth) ? HttpRefusal.JsonTooDeep(_options.MaxJsonDepth).Message : $"The message is no valid JSON: {e.Message}";
            await _writer.CloseAsync(CloseCode.BadRequest, fault).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The connection has ended under us; the next read says so.
        }
    }

    private Task HandleAsync(JsonElement message)
    {
        var type = message.ValueKind == JsonValueKind.Object ? Text(message, "type") : null;
        return type switch
        {
            "connection_init" => InitialiseAsync(Payload(message)),
            "ping" => SendAsync("pong", Payload(message)),
            "pong" => Task.CompletedTask,
            "subscribe" => SubscribeAsync(message),
            "complete" => CompleteAsync(message),
            null => _writer.CloseAsync(CloseCode.BadRequest, "A message must be a JSON object with a string \"type\""),
            _ => _writer.CloseAsync(CloseCode.BadRequest, $"Unknown message type \"{type}\""),
        };
    }

    private async Task InitialiseAsync(JsonElement payload)
    {
        if (_initialised)
        {
            await _writer.CloseAsync(CloseCode.TooManyInitialisations, "Too many initialisation requests").ConfigureAwait(false);
            return;
        }

        _initialised = true;
        if (payload.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null or JsonValueKind.Object))
        {
            await _writer.CloseAsync(CloseCode.BadRequest, "The payload of connection_init must be an object").ConfigureAwait(false);
            return;
        }

        var decision = await DecideAsync(payload).ConfigureAwait(false);
        if (decision is null) return;
        if (decision.IsRefused)
        {
            await _writer.CloseAsync(CloseCode.Forbidden, decision.Reason).ConfigureAwait(false);
            return;
        }

        _caller = _caller.As(decision.User, _http, Streams);
        await SendAsync("connection_ack", decision.AckPayload).ConfigureAwait(false);
        await _acknowledged.CancelAsync().ConfigureAwait(false);
    }

    /// <summary>Asks the hook; null when it failed, and the connection is being closed for that.</summary>
    private async Task<ConnectionDecision?> DecideAsync(JsonElement payload)
    {
        if (Streams.OnConnect is not { } hook) return ConnectionDecision.Accept(_caller.User);
        try
        {
            return await hook(_http, payload, _writer.Closing).ConfigureAwait(false);
        }
        catch (GraphQLException e)
        {
            return ConnectionDecision.Refuse(e.Error.Message);
        }
        // A hook that fails lets nobody in.
#pragma warning disable CA1031
        catch (Exception e) when (e is not OperationCanceledException)
#pragma warning restore CA1031
        {
            Log.HookFailed(_logger, e, _caller.TraceId);
            await _writer.CloseAsync(CloseCode.InternalError, $"Internal error; the log has the cause under {_caller.TraceId}").ConfigureAwait(false);
            return null;
        }
    }

    private Task SubscribeAsync(JsonElement message)
    {
        if (!_acknowledged.IsCancellationRequested) return _writer.CloseAsync(CloseCode.Unauthorized, "Unauthorized: send connection_init first");
        if (Text(message, "id") is not { Length: > 0 } id) return _writer.CloseAsync(CloseCode.BadRequest, "\"subscribe\" needs an \"id\"");
        if (Payload(message) is not { ValueKind: JsonValueKind.Object } payload) return _writer.CloseAsync(CloseCode.BadRequest, "\"subscribe\" needs a \"payload\" object");
        RequestParameters request;
        try
        {
            // The operation outlives the message.
            request = RequestParser.ParseBody(JsonMarshal.GetRawUtf8Value(payload).ToArray(), maxBatchSize: 1, _options.MaxJsonDepth).Requests[0];
        }
        catch (HttpRefusal refusal)
        {
            return _writer.CloseAsync(CloseCode.BadRequest, refusal.Message);
        }

        var (sink, caller) = (new SocketSink(_writer, id), _caller);
        return _operations.TryStart(id, stop => _loop.RunAsync(request, caller, sink, stop)) switch
        {
            OperationSet.Start.IdTaken => _writer.CloseAsync(CloseCode.SubscriberExists, $"Subscriber for {id} already exists"),
            OperationSet.Start.Full => RefuseAsync(sink),
            _ => Task.CompletedTask,
        };
    }

    private async Task RefuseAsync(SocketSink sink)
    {
        using var answer = new PooledBufferWriter();
        HttpRefusal.LimitExceeded(SharedEventStream.TooMany(Streams.MaxOperationsPerConnection), Streams.InitTimeout).Write(answer, _caller.TraceId);
        await sink.RefusedAsync(answer.WrittenMemory, _writer.Closing).ConfigureAwait(false);
    }

    private Task CompleteAsync(JsonElement message)
    {
        if (Text(message, "id") is not { Length: > 0 } id) return _writer.CloseAsync(CloseCode.BadRequest, "\"complete\" needs an \"id\"");
        // One that has ended already is complete: the two messages may cross.
        _operations.Stop(id);
        return Task.CompletedTask;
    }

    private async Task SendAsync(string type, JsonElement payload)
    {
        using var message = new PooledBufferWriter();
        using (var json = new Utf8JsonWriter((IBufferWriter<byte>)message))
        {
            json.WriteStartObject();
            json.WriteString("type"u8, type);
            if (payload.ValueKind != JsonValueKind.Undefined)
            {
                json.WritePropertyName("payload"u8);
                payload.WriteTo(json);
            }

            json.WriteEndObject();
        }

        await _writer.SendAsync(message.WrittenMemory, _writer.Closing).ConfigureAwait(false);
    }

    private async Task WatchInitialisationAsync()
    {
        await Task.Delay(Streams.InitTimeout, Streams.TimeProvider, _acknowledged.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!_acknowledged.IsCancellationRequested) await _writer.CloseAsync(CloseCode.InitialisationTimeout, "Connection initialisation timeout").ConfigureAwait(false);
    }

    private static JsonElement Payload(JsonElement message) => message.TryGetProperty("payload"u8, out var payload) ? payload : default;

    private static string? Text(JsonElement message, string name) =>
        message.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "The connection hook failed (trace {TraceId})")]
        public static partial void HookFailed(ILogger logger, Exception exception, string traceId);
    }
}
