using System.Buffers.Binary;

namespace IbmPlatform.Mongo.Protocol.Wire;

/// <summary>The 16 bytes that start every message.</summary>
public readonly record struct MessageHeader(int Length, int RequestId, int ResponseTo, OpCode OpCode)
{
    /// <summary>Its size in bytes.</summary>
    public const int Size = 16;

    /// <summary>Reads it.</summary>
    public static MessageHeader Read(ReadOnlySpan<byte> bytes) => new(
        BinaryPrimitives.ReadInt32LittleEndian(bytes),
        BinaryPrimitives.ReadInt32LittleEndian(bytes[4..]),
        BinaryPrimitives.ReadInt32LittleEndian(bytes[8..]),
        (OpCode)BinaryPrimitives.ReadInt32LittleEndian(bytes[12..]));

    /// <summary>Writes it.</summary>
    public void Write(Span<byte> bytes)
    {
        BinaryPrimitives.WriteInt32LittleEndian(bytes, Length);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[4..], RequestId);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[8..], ResponseTo);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[12..], (int)OpCode);
    }
}
