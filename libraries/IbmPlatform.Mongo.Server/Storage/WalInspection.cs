using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace IbmPlatform.Mongo.Server.Storage;

/// <summary>
/// Reads a write-ahead log before SQLite does. SQLite silently drops everything after the first bad frame, which is right for
/// the torn tail of an unacknowledged commit and wrong for damage in the middle; this tells one from the other.
/// </summary>
internal static class WalInspection
{
    private const int HeaderSize = 32;
    private const int FrameHeaderSize = 24;

    /// <param name="walPath">The log.</param>
    /// <param name="indexPath">The index that SQLite keeps of it beside; a process that is killed leaves it behind.</param>
    public static void Check(string walPath, string indexPath)
    {
        var index = WalIndex.Read(indexPath);
        if (!File.Exists(walPath))
        {
            if (index is { IsNeeded: true })
                throw Damaged(walPath, $"it is missing, and {index.Frames} frames of it are synced and not in the database file");
            return;
        }

        using var file = new FileStream(walPath, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1 << 16);
        var header = new byte[HeaderSize];
        if (file.ReadAtLeast(header, HeaderSize, throwOnEndOfStream: false) < HeaderSize)
        {
            if (index is { IsNeeded: true })
                throw Damaged(walPath, $"it is cut before its first frame, and {index.Frames} frames of it are synced and not in the database file");
            return;
        }

        var magic = BinaryPrimitives.ReadUInt32BigEndian(header);
        if ((magic & ~1u) != 0x377f0682)
            throw Damaged(walPath, "its header does not start as a write-ahead log does");
        var bigEndian = (magic & 1) != 0;
        var pageSize = (int)BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(8));
        if (pageSize is < 512 or > 65536)
            throw Damaged(walPath, $"its header names a page size of {pageSize}");

        var sum = (First: 0u, Second: 0u);
        Add(header.AsSpan(0, 24), bigEndian, ref sum);
        if (!Matches(header.AsSpan(24), sum))
            throw Damaged(walPath, "its header fails its checksum");
        var committed = CheckFrames(file, walPath, header.AsMemory(16, 8), pageSize, bigEndian, sum);
        // SQLite raises the index's count after it has synced the frames, so that fewer than that in the log were lost since.
        if (index is { IsNeeded: true } && header.AsSpan(16, 8).SequenceEqual(index.Salt) && committed < index.Frames)
            throw Damaged(walPath, $"{committed} of its {index.Frames} synced frames are left");
    }

    private static int CheckFrames(FileStream file, string path, ReadOnlyMemory<byte> salt, int pageSize, bool bigEndian, (uint, uint) sum)
    {
        var frame = new byte[FrameHeaderSize + pageSize];
        var firstBad = -1;
        var commitsAfter = 0;
        var committed = 0;
        for (var number = 0; file.ReadAtLeast(frame, frame.Length, throwOnEndOfStream: false) == frame.Length; number++)
        {
            // Frames of an earlier round of the log carry another salt and mean nothing.
            if (!frame.AsSpan(8, 8).SequenceEqual(salt.Span))
            {
                if (firstBad < 0)
                    firstBad = number;
                continue;
            }

            if (firstBad < 0)
            {
                Add(frame.AsSpan(0, 8), bigEndian, ref sum);
                Add(frame.AsSpan(FrameHeaderSize), bigEndian, ref sum);
                if (Matches(frame.AsSpan(16), sum))
                {
                    committed = IsCommit(frame) ? number + 1 : committed;
                    continue;
                }

                firstBad = number;
            }

            commitsAfter += IsCommit(frame) ? 1 : 0;
        }

        // One commit may have been in flight when the process died; a second one was only begun after the first was durable.
        if (commitsAfter > 1)
            throw Damaged(path, $"frame {firstBad} fails its checksum and {commitsAfter} commits follow it");
        return committed;
    }

    // The last frame of a commit carries the database's size.
    private static bool IsCommit(ReadOnlySpan<byte> frame) => BinaryPrimitives.ReadUInt32BigEndian(frame[4..]) != 0;

    // The checksum of SQLite's file format, section 4.4: pairs of 32-bit words in the byte order that the magic number names.
    // Fast from its first call, for it runs once, at start, over megabytes.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add(ReadOnlySpan<byte> data, bool bigEndian, ref (uint First, uint Second) sum)
    {
        for (var i = 0; i < data.Length; i += 8)
        {
            var a = bigEndian ? BinaryPrimitives.ReadUInt32BigEndian(data[i..]) : BinaryPrimitives.ReadUInt32LittleEndian(data[i..]);
            var b = bigEndian ? BinaryPrimitives.ReadUInt32BigEndian(data[(i + 4)..]) : BinaryPrimitives.ReadUInt32LittleEndian(data[(i + 4)..]);
            sum.First += a + sum.Second;
            sum.Second += b + sum.First;
        }
    }

    private static bool Matches(ReadOnlySpan<byte> stored, (uint First, uint Second) sum) =>
        BinaryPrimitives.ReadUInt32BigEndian(stored) == sum.First && BinaryPrimitives.ReadUInt32BigEndian(stored[4..]) == sum.Second;

    private static StorageException Damaged(string path, string what) => new(StorageFaultKind.Damaged,
        $"The write-ahead log '{path}' is damaged: {what}. Acknowledged writes may be missing, so the database is not opened; " +
        "restore the database file and its log from a backup (without a -shm file beside it, which belongs to the log that was there).");
}
