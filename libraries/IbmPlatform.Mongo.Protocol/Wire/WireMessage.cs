using System.Runtime.CompilerServices;

namespace IbmPlatform.Mongo.Protocol.Wire;

/// <summary>One message as read, on pooled memory: dispose it when nothing of it is used any more.</summary>
public sealed class WireMessage : IDisposable
{
    // Most replies come whole in one call of the operating system.
    private const int FirstRead = 16 * 1024;

    // Most commands.
    private const int SmallMessage = 4096;

    private readonly PooledBuffer buffer;
    private readonly int bodyStart;

    private WireMessage(MessageHeader header, PooledBuffer buffer, int bodyStart)
    {
        Header = header;
        this.buffer = buffer;
        this.bodyStart = bodyStart;
    }

    /// <summary>Its header.</summary>
    public MessageHeader Header { get; }

    /// <summary>What follows the header.</summary>
    public ReadOnlyMemory<byte> Body => buffer.WrittenMemory[bodyStart..];

    /// <summary>Reads the next message; null where the other side has closed between messages.</summary>
    /// <exception cref="WireProtocolException">A length beyond the limit (it stops a peer from claiming memory), or the stream ends inside.</exception>
    public static async ValueTask<WireMessage?> ReadAsync(
        Stream stream, int maxSize = BsonLimits.MaxMessageSize, CancellationToken cancellationToken = default)
    {
        var buffer = new PooledBuffer(SmallMessage);
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
            var header = ReadHeader(buffer.GetSpan(MessageHeader.Size), maxSize);
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
            return new WireMessage(header, buffer, bodyStart: 0);
        }
        catch
        {
            buffer.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Reads the one message that is due, such as the reply to a command: header and body in one call where they fit. Nothing may follow it
    /// before something else is sent. Null where the other side has closed instead.
    /// </summary>
    /// <exception cref="WireProtocolException">A length beyond the limit, more bytes than the message has, or the stream ends inside.</exception>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public static async ValueTask<WireMessage?> ReadDueAsync(Stream stream, int maxSize = BsonLimits.MaxMessageSize, CancellationToken cancellationToken = default)
    {
        var buffer = new PooledBuffer(FirstRead);
        try
        {
            while (buffer.Length < MessageHeader.Size)
            {
                var got = await stream.ReadAsync(buffer.GetMemory(), cancellationToken).ConfigureAwait(false);
                if (got > 0)
                {
                    buffer.Advance(got);
                    continue;
                }
                if (buffer.Length > 0)
                    throw new WireProtocolException($"The connection closed after {buffer.Length} of the {MessageHeader.Size} bytes of a message header.");
                buffer.Dispose();
                return null;
            }
            var header = ReadHeader(buffer.WrittenSpan, maxSize);
            while (buffer.Length < header.Length)
            {
                // Doubles with what arrives, so that a stated length alone takes no memory.
                var left = header.Length - buffer.Length;
                var memory = buffer.GetMemory(Math.Min(left, Math.Max(buffer.Length, 256 * 1024)));
                var read = await stream.ReadAsync(memory[..Math.Min(left, memory.Length)], cancellationToken).ConfigureAwait(false);
                if (read == 0)
                    throw new WireProtocolException($"The connection closed {left} bytes before the end of a message of {header.Length}.");
                buffer.Advance(read);
            }
            return buffer.Length == header.Length
                ? new WireMessage(header, buffer, MessageHeader.Size)
                : throw new WireProtocolException($"A message of {header.Length} bytes was followed by {buffer.Length - header.Length} more that nobody asked for.");
        }
        catch
        {
            buffer.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Takes the first message out of what was received, once it is there whole. The buffer is the message's from then on, and another one,
    /// with what followed the message, takes its place.
    /// </summary>
    /// <returns>Null while bytes are missing.</returns>
    /// <exception cref="WireProtocolException">It says that it has a length beyond the limit.</exception>
    public static WireMessage? TakeFirst(ref PooledBuffer received, int maxSize = BsonLimits.MaxMessageSize)
    {
        if (received.Length < MessageHeader.Size)
            return null;
        var header = ReadHeader(received.WrittenSpan, maxSize);
        if (received.Length < header.Length)
            return null;
        var rest = received.WrittenSpan[header.Length..];
        var next = new PooledBuffer(Math.Max(rest.Length, SmallMessage));
        rest.CopyTo(next.Take(rest.Length));
        received.Truncate(header.Length);
        var message = new WireMessage(header, received, MessageHeader.Size);
        received = next;
        return message;
    }

    /// <summary>A message from a body that is its own from now on.</summary>
    internal static WireMessage Of(MessageHeader header, PooledBuffer body) => new(header, body, bodyStart: 0);

    /// <inheritdoc/>
    public void Dispose() => buffer.Dispose();

    private static MessageHeader ReadHeader(ReadOnlySpan<byte> bytes, int maxSize)
    {
        var header = MessageHeader.Read(bytes);
        return header.Length >= MessageHeader.Size && header.Length <= maxSize
            ? header
            : throw new WireProtocolException($"A message says that it has {header.Length} bytes; {MessageHeader.Size} to {maxSize} are allowed.");
    }
}
