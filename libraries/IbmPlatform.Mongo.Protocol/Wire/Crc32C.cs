using System.Buffers.Binary;
using System.Numerics;

namespace IbmPlatform.Mongo.Protocol.Wire;

/// <summary>The checksum of OP_MSG: CRC-32C over the whole message but its last four bytes.</summary>
internal static class Crc32C
{
    public static void Verify(MessageHeader header, ReadOnlySpan<byte> body)
    {
        if (body.Length < 9)
            throw new WireProtocolException("An OP_MSG is too short for its checksum.");
        Span<byte> head = stackalloc byte[MessageHeader.Size];
        header.Write(head);
        var computed = ~Append(Append(uint.MaxValue, head), body[..^4]);
        if (computed != BinaryPrimitives.ReadUInt32LittleEndian(body[^4..]))
            throw new WireProtocolException("An OP_MSG does not match its checksum.");
    }

    public static uint Append(uint crc, ReadOnlySpan<byte> bytes)
    {
        foreach (var value in bytes)
            crc = BitOperations.Crc32C(crc, value);
        return crc;
    }
}
