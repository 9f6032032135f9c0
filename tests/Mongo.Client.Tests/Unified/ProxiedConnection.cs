using System.Net.Sockets;
using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Protocol.Wire;

namespace IbmPlatform.Mongo.Client.Tests.Unified;

/// <summary>One connection of a client, and the one to the embedded server that belongs to it.</summary>
internal sealed class ProxiedConnection(TcpClient client, Stream upstream)
{
    private int requests;

    public Stream Client { get; } = client.GetStream();

    /// <summary>What the client called itself in its first hello.</summary>
    public string? Application { get; set; }

    /// <summary>Which of the routers behind a load balancer it leads to.</summary>
    public ObjectId Service { get; } = ObjectId.NewId(TimeProvider.System);

    /// <summary>Whether the client has closed it.</summary>
    public bool IsLeft => client.Client is not { } socket || socket.Poll(0, SelectMode.SelectRead) && socket.Available == 0;

    public async Task<BsonDocument> AskAsync(BsonDocument command, CancellationToken cancellationToken)
    {
        using var buffer = new PooledBuffer();
        OpMsg.Write(buffer, ++requests, 0, command);
        await upstream.WriteAsync(buffer.WrittenMemory, cancellationToken);
        using var reply = await WireMessage.ReadAsync(upstream, cancellationToken: cancellationToken)
            ?? throw new IOException("The embedded server closed the connection.");
        return OpMsg.Read(reply).Body.ToDocument();
    }

    /// <summary>Waits so long; true as soon as the client has closed.</summary>
    public async Task<bool> IsLeftWithinAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(began) < time)
        {
            if (IsLeft)
                return true;
            await Task.Delay(1, cancellationToken);
        }
        return false;
    }

    /// <summary>The command with its document sequences as arrays, as events show it.</summary>
    public static BsonDocument Decode(OpMsg message)
    {
        var command = message.Body.ToDocument();
        foreach (var sequence in message.Sequences)
            command[sequence.Identifier] = new BsonArray(sequence.Documents.Select(d => d.ToDocument()));
        return command;
    }
}
