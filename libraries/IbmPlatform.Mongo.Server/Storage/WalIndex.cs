using System.Runtime.InteropServices;

namespace IbmPlatform.Mongo.Server.Storage;

/// <summary>
/// What SQLite's shared index of the write-ahead log says of it (SQLite's WAL-mode file format, section 2.1). A clean end
/// removes it; after a kill it still counts the frames that were synced, and so shows whether the log has lost any since.
/// </summary>
/// <param name="Frames">Frames of the log up to its last commit.</param>
/// <param name="Salt">The salt of the log that it belongs to.</param>
/// <param name="Backfilled">Frames that have been copied into the database file already.</param>
internal sealed record WalIndex(long Frames, byte[] Salt, long Backfilled)
{
    private const int HeaderSize = 48;
    private const uint Version = 3_007_000;

    /// <summary>True while the database file alone does not hold everything.</summary>
    public bool IsNeeded => Backfilled < Frames;

    /// <summary>Null where there is no index, or none that was written to its end.</summary>
    public static WalIndex? Read(string path)
    {
        if (!File.Exists(path))
            return null;
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[2 * HeaderSize + sizeof(uint)];
        if (file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length)
            return null;
        // Written twice, so that a write that was interrupted shows; in the machine's own byte order.
        var words = MemoryMarshal.Cast<byte, uint>(bytes);
        var isWhole = words[..12].SequenceEqual(words[12..24]) && words[0] == Version && bytes[12] != 0 && Checksum(words[..10]) == (words[10], words[11]);
        return isWhole ? new WalIndex(words[4], bytes[32..40], words[24]) : null;
    }

    private static (uint First, uint Second) Checksum(ReadOnlySpan<uint> words)
    {
        var (first, second) = (0u, 0u);
        for (var i = 0; i < words.Length; i += 2)
        {
            first += words[i] + second;
            second += words[i + 1] + first;
        }

        return (first, second);
    }
}
