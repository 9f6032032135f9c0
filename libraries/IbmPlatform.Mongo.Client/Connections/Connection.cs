using System.Runtime.CompilerServices;
using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Protocol.Wire;

namespace IbmPlatform.Mongo.Client.Connections;

/// <summary>One connection: one command at a time, written from a buffer of its own.</summary>
internal sealed class Connection(Stream stream, ServerAddress address, TimeProvider clock) : IDisposable, IAsyncDisposable
{
    // A buffer that a bulk insert has blown up is not kept with every idle connection.
    private const int KeptBufferSize = 1024 * 1024;
    private PooledBuffer buffer = new();
    private BsonWriter? writer;
    private int requestId;
    private int closed;

    public ServerAddress Address { get; } = address;

    /// <summary>Its number in its pool.</summary>
    public long Id { get; set; }

    /// <summary>What the server said at first; what every command asks of it is kept beside.</summary>
    public HelloReply Hello
    {
        get;
        set
        {
            field = value;
            ServiceId = value.ServiceId;
            Limits = value.Limits;
            MaxWireVersion = value.MaxWireVersion;
            IsReplicated = value.IsReplicated;
            // A load balancer stands before routers, which have sessions (load balancer specification).
            HasSessions = value.SessionTimeoutMinutes is not null || ServiceId is not null;
            RetriesWrites = value.SupportsRetryableWrites || ServiceId is not null;
        }
    } = new() { Document = [] };

    /// <summary>Which of the servers behind a load balancer it leads to; null where there is none.</summary>
    public ObjectId? ServiceId { get; private set; }

    public int MaxWireVersion { get; private set; }

    public bool IsReplicated { get; private set; }

    public bool HasSessions { get; private set; }

    public bool RetriesWrites { get; private set; }

    /// <summary>Whether a cursor keeps it, behind a load balancer.</summary>
    public bool IsKept { get; set; }

    /// <summary>Packs messages; null leaves them as they are.</summary>
    public MessageCompressor? Compressor { get; set; }

    /// <summary>How long the first hello took.</summary>
    public TimeSpan HelloDuration { get; set; }

    public ServerLimits Limits { get; private set; } = ServerLimits.Default;

    /// <summary>The generation of the pool, or behind a load balancer that of its service in the pool, at the time of connecting.</summary>
    public int Generation { get; set; }

    public long IdleSince { get; set; } = clock.GetTimestamp();

    public bool IsBroken => Volatile.Read(ref closed) != 0;

    /// <summary>Starts a message and gives the writer for its body.</summary>
    public BsonWriter StartMessage()
    {
        buffer.Truncate(0);
        writer ??= new BsonWriter(buffer);
        writer.Reset();
        OpMsg.Start(buffer, ++requestId);
        return writer;
    }

    /// <summary>Sends the message started and reads its reply. Any fault leaves the connection broken: its bytes cannot be matched again.</summary>
    /// <param name="command">Its name: what carries credentials is never compressed.</param>
    public ValueTask<WireMessage> RoundTripAsync(string command, TimeSpan timeout, CancellationToken cancellationToken)
    {
        OpMsg.Finish(buffer, 0);
        if (Compressor is not null && !MongoDiagnostics.IsSecret(command))
            Compressor.Compress(buffer);
        return ExchangeAsync(timeout, cancellationToken);
    }

    /// <summary>Sends a command as a whole document.</summary>
    public async ValueTask<BsonDocument> SendAsync(string database, BsonDocument command, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var body = StartMessage();
        body.StartDocument();
        foreach (var element in command)
            body.WriteValue(element.Name, element.Value);
        body.WriteString("$db", database);
        body.End();
        using var message = await RoundTripAsync(command[0].Name, timeout, cancellationToken).ConfigureAwait(false);
        return ReadReply(message).ToDocument();
    }

    /// <summary>The first message of a connection to a server of unknown age: hello in its legacy form.</summary>
    public async ValueTask<BsonDocument> SendLegacyHelloAsync(BsonDocument command, TimeSpan timeout, CancellationToken cancellationToken)
    {
        buffer.Truncate(0);
        OpQuery.WriteCommand(buffer, ++requestId, "admin", command);
        using var message = await ExchangeAsync(timeout, cancellationToken).ConfigureAwait(false);
        if (message.Header.OpCode != OpCode.Reply)
            throw Broken(new WireProtocolException($"The answer to the legacy hello is no OP_REPLY but op code {(int)message.Header.OpCode}."));
        var documents = OpReply.Read(message).Documents;
        return documents.Count == 1 ? documents[0].ToDocument() : throw Broken(new WireProtocolException("The legacy hello has no answer."));
    }

    /// <summary>The body of an OP_MSG reply.</summary>
    public RawBsonDocument ReadReply(WireMessage message)
    {
        try
        {
            if (message.Header.OpCode != OpCode.Msg)
                throw new WireProtocolException($"The reply is no OP_MSG but op code {(int)message.Header.OpCode}.");
            return OpMsg.Read(message).Body;
        }
        catch (WireProtocolException)
        {
            Close();
            throw;
        }
    }

    public void Close()
    {
        if (Interlocked.Exchange(ref closed, 1) == 0)
            stream.Dispose();
    }

    /// <summary>Closes; for one that nobody uses any more.</summary>
    public void Dispose()
    {
        Close();
        buffer.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref closed, 1) == 0)
            await stream.DisposeAsync().ConfigureAwait(false);
        buffer.Dispose();
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<WireMessage> ExchangeAsync(TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var limit = timeout == Timeout.InfiniteTimeSpan ? null : new CancellationTokenSource(timeout, clock);
        using var linked = limit is null ? null : CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        var token = linked?.Token ?? cancellationToken;
        try
        {
            await stream.WriteAsync(buffer.WrittenMemory, token).ConfigureAwait(false);
            await stream.FlushAsync(token).ConfigureAwait(false);
            ReleaseLargeBuffer();
            var reply = await WireMessage.ReadDueAsync(stream, Limits.MaxMessageSize, token).ConfigureAwait(false)
                ?? throw new WireProtocolException("The server closed the connection without a reply.");
            if (reply.Header.OpCode == OpCode.Compressed)
                reply = OpCompressed.Decompress(reply, Limits.MaxMessageSize);
            if (reply.Header.ResponseTo == requestId)
                return reply;
            reply.Dispose();
            throw new WireProtocolException($"The reply is to request {reply.Header.ResponseTo}, not to {requestId}.");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw Broken(new TimeoutException($"{Address} did not answer within {timeout.TotalMilliseconds:0} ms."));
        }
        catch (Exception fault)
        {
            throw Broken(fault);
        }
    }

    private void ReleaseLargeBuffer()
    {
        if (buffer.Length <= KeptBufferSize)
            return;
        buffer.Dispose();
        buffer = new PooledBuffer();
        writer = null;
    }

    /// <summary>Closes the connection; returns the fault as an I/O error, or as it is where it is a cancellation.</summary>
    private Exception Broken(Exception fault)
    {
        Close();
        return fault is ObjectDisposedException ? new IOException("The connection is closed.", fault) : fault;
    }
}
