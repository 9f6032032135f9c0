using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace IbmPlatform.Mongo.Server.Storage;

/// <summary>
/// The last bytes of each page of a database file, which SQLite leaves free: a CRC-32C over the rest and the page's place, so that a
/// page that was changed, or that stands where another belongs, shows whenever it is read.
/// </summary>
internal static class PageChecksum
{
    /// <summary>What SQLite is asked to leave free at the end of a page: the checksum, and a mark that there is one.</summary>
    public const int Size = 8;

    /// <summary>"IBMp".</summary>
    private const uint Mark = 0x49424D70;

    public static void Write(Span<byte> page, long offset)
    {
        BinaryPrimitives.WriteUInt32BigEndian(page[^Size..], Compute(page, offset));
        BinaryPrimitives.WriteUInt32BigEndian(page[^4..], Mark);
    }

    public static bool IsMarked(ReadOnlySpan<byte> page) => BinaryPrimitives.ReadUInt32BigEndian(page[^4..]) == Mark;

    public static bool IsRight(ReadOnlySpan<byte> page, long offset) =>
        IsMarked(page) && BinaryPrimitives.ReadUInt32BigEndian(page[^Size..]) == Compute(page, offset);

    private static uint Compute(ReadOnlySpan<byte> page, long offset)
    {
        var crc = BitOperations.Crc32C(uint.MaxValue, (ulong)offset);
        foreach (var word in MemoryMarshal.Cast<byte, ulong>(page[..^Size]))
            crc = BitOperations.Crc32C(crc, word);
        return ~crc;
    }
}
