using System.Buffers.Binary;
using System.IO.Compression;
using System.Runtime.InteropServices;

namespace IbmPlatform.Mongo.Protocol.Wire;

/// <summary>OP_COMPRESSED: another message, packed by zlib.</summary>
public static class OpCompressed
{
    /// <summary>What hello calls zlib.</summary>
    public const string Zlib = "zlib";

    // Beyond the header: the op code and size of what is packed, and by what it is.
    private const int PrefixSize = 9;
    private const byte NoCompressorId = 0;
    private const byte ZlibId = 2;

    /// <summary>Packs the one message in a buffer, in place.</summary>
    /// <param name="message">A whole message; it is replaced.</param>
    /// <param name="level">-1 leaves it to zlib, 0 packs nothing, 9 packs most.</param>
    public static void Compress(PooledBuffer message, int level = -1)
    {
        var header = MessageHeader.Read(message.WrittenSpan);
        using var packed = new PooledBuffer(message.Length / 2 + 64);
        using (var zlib = new ZLibStream(new PooledBufferStream(packed), new ZLibCompressionOptions { CompressionLevel = level }))
            zlib.Write(message.WrittenSpan[MessageHeader.Size..]);
        var size = message.Length - MessageHeader.Size;
        message.Truncate(0);
        new MessageHeader(MessageHeader.Size + PrefixSize + packed.Length, header.RequestId, header.ResponseTo, OpCode.Compressed).Write(message.Take(MessageHeader.Size));
        BinaryPrimitives.WriteInt32LittleEndian(message.Take(4), (int)header.OpCode);
        BinaryPrimitives.WriteInt32LittleEndian(message.Take(4), size);
        message.Take(1)[0] = ZlibId;
        packed.WrittenSpan.CopyTo(message.Take(packed.Length));
    }

    /// <summary>The message that was packed; the packed one is disposed.</summary>
    /// <param name="packed">A message of op code 2012.</param>
    /// <param name="maxSize">The largest message: what says that it unpacks to more is refused before memory is taken for it.</param>
    /// <exception cref="WireProtocolException">Another way of packing, a size beyond the limit, or bytes that unpack to another size than stated.</exception>
    public static WireMessage Decompress(WireMessage packed, int maxSize = BsonLimits.MaxMessageSize)
    {
        using (packed)
        {
            var body = packed.Body;
            if (body.Length < PrefixSize)
                throw new WireProtocolException("An OP_COMPRESSED is too short for what it must say of its message.");
            var opCode = (OpCode)BinaryPrimitives.ReadInt32LittleEndian(body.Span);
            var size = BinaryPrimitives.ReadInt32LittleEndian(body.Span[4..]);
            if (size < 0 || size > maxSize - MessageHeader.Size)
                throw new WireProtocolException($"An OP_COMPRESSED says that it unpacks to {size} bytes; {maxSize - MessageHeader.Size} at most are allowed.");
            if (opCode == OpCode.Compressed)
                throw new WireProtocolException("An OP_COMPRESSED holds another; one is enough.");
            var header = packed.Header with { Length = MessageHeader.Size + size, OpCode = opCode };
            return WireMessage.Of(header, Unpack(body.Span[8], body[PrefixSize..], size));
        }
    }

    private static PooledBuffer Unpack(byte compressor, ReadOnlyMemory<byte> packed, int size)
    {
        var buffer = new PooledBuffer(Math.Min(size + 1, 64 * 1024));
        try
        {
            using var stream = compressor switch
            {
                ZlibId => (Stream)new ZLibStream(Readable(packed), CompressionMode.Decompress),
                NoCompressorId => Readable(packed),
                _ => throw new WireProtocolException($"An OP_COMPRESSED is packed by compressor {compressor}; 2 (zlib) and 0 (none) are known."),
            };
            // Grows with what is there, so that a stated size alone takes no memory; one byte more than stated tells of a lie.
            while (buffer.Length <= size)
            {
                var memory = buffer.GetSpan(Math.Min(size + 1 - buffer.Length, 64 * 1024));
                var read = stream.Read(memory[..Math.Min(memory.Length, size + 1 - buffer.Length)]);
                if (read == 0)
                    break;
                buffer.Advance(read);
            }
            return buffer.Length == size ? buffer : throw new WireProtocolException($"An OP_COMPRESSED unpacks to another size than the {size} bytes stated.");
        }
        catch (InvalidDataException fault)
        {
            buffer.Dispose();
            throw new WireProtocolException("An OP_COMPRESSED cannot be unpacked: " + fault.Message, fault);
        }
        catch
        {
            buffer.Dispose();
            throw;
        }
    }

    private static MemoryStream Readable(ReadOnlyMemory<byte> bytes) => MemoryMarshal.TryGetArray(bytes, out var segment)
        ? new MemoryStream(segment.Array!, segment.Offset, segment.Count, writable: false)
        : new MemoryStream(bytes.ToArray(), writable: false);
}
