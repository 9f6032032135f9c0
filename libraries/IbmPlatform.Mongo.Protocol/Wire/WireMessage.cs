namespace IbmPlatform.Mongo.Protocol.Wire;

/// <summary>One message as read, on pooled memory: dispose it when nothing of it is used any more.</summary>
public sealed class WireMessage : IDisposable
{
    private readonly PooledBuffer buffer;

    private WireMessage(MessageHeader header, PooledBuffer buffer)
    {
        Header = header;
        this.buffer = buffer;
    }

    /// <summary>Its header.</summary>
    public MessageHeader Header { get; }

    /// <summary>What follows the header.</summary>
    public ReadOnlyMemory<byte> Body => buffer.WrittenMemory;

    /// <summary>The whole message, header included, for its checksum.</summary>
    internal ReadOnlySpan<byte> BodySpan => buffer.WrittenSpan;

    /// <summary>Reads the next message; null where the other side has closed between messages.</summary>
    /// <exception cref="WireProtocolException">A length beyond the limit (it stops a peer from claiming memory), or the stream ends inside.</exception>
    public static async ValueTask<WireMessage?> ReadAsync(
        Stream stream, int maxSize = BsonLimits.MaxMessageSize, CancellationToken cancellationToken = default)
    {
        var buffer = new PooledBuffer(4096);
        try
        {
            var got = await stream.ReadAtLeastAsync(
                buffer.GetMemory(MessageHeader.Size)[..MessageHeader.Size], MessageHeader.Size, throwOnEndOfStream: false, cancellationToken)
                .ConfigureAwait(false);
            if (got == 0)
            {
                buffer.Dispose();
                return null;
            }
            if (got < MessageHeader.Size)
                throw new WireProtocolException($"The connection closed after {got} of the {MessageHeader.Size} bytes of a message header.");
            var header = MessageHeader.Read(buffer.GetSpan(MessageHeader.Size));
            if (header.Length < MessageHeader.Size || header.Length > maxSize)
                throw new WireProtocolException($"A message says that it has {header.Length} bytes; {MessageHeader.Size} to {maxSize} are allowed.");
            var size = header.Length - MessageHeader.Size;
            // Grows with what arrives, so that a stated length alone takes no memory.
            while (size > 0)
            {
                var memory = buffer.GetMemory(Math.Min(size, 64 * 1024));
                var read = await stream.ReadAsync(memory[..Math.Min(size, memory.Length)], cancellationToken).ConfigureAwait(false);
                if (read == 0)
                    throw new WireProtocolException($"The connection closed {size} bytes before the end of a message of {header.Length}.");
                buffer.Advance(read);
                size -= read;
            }
            return new WireMessage(header, buffer);
        }
        catch
        {
            buffer.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => buffer.Dispose();
}
