using System.Numerics;
using System.Runtime.InteropServices;

namespace IbmPlatform.Mongo.Server.Storage;

/// <summary>CRC-32C over a document and the row that holds it, so that a row read in another's place shows too.</summary>
internal static class DocumentChecksum
{
    public static uint Compute(long row, ReadOnlySpan<byte> document)
    {
        var crc = BitOperations.Crc32C(uint.MaxValue, (ulong)row);
        var words = MemoryMarshal.Cast<byte, ulong>(document);
        foreach (var word in words)
            crc = BitOperations.Crc32C(crc, word);
        foreach (var rest in document[(words.Length * sizeof(ulong))..])
            crc = BitOperations.Crc32C(crc, rest);
        return ~crc;
    }

    public static void Verify(CollectionInfo collection, long row, ReadOnlySpan<byte> document, long expected)
    {
        if (Compute(row, document) != (uint)expected || expected >> 32 != 0)
        {
            throw new StorageException(StorageFaultKind.Damaged,
                $"Document in row {row} of collection '{collection.Name}' fails its checksum and is not served; " +
                "run validate to list every damaged document, and restore it from a backup.");
        }
    }
}
