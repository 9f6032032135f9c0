using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Protocol.Wire;

namespace IbmPlatform.Mongo.Client.Tests.Unified;

/// <summary>One connection of a client, and the one to the embedded server that belongs to it.</summary>
internal sealed class ProxiedConnection(Stream client, Stream upstream)
{
    private int requests;

    public Stream Client => client;

    /// <summary>What the client called itself in its first hello.</summary>
    public string? Application { get; set; }

    public async Task<BsonDocument> AskAsync(BsonDocument command, CancellationToken cancellationToken)
    {
        using var buffer = new PooledBuffer();
        OpMsg.Write(buffer, ++requests, 0, command);
        await upstream.WriteAsync(buffer.WrittenMemory, cancellationToken);
        using var reply = await WireMessage.ReadAsync(upstream, cancellationToken: cancellationToken)
            ?? throw new IOException("The embedded server closed the connection.");
        return OpMsg.Read(reply).Body.ToDocument();
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
