using System.Buffers.Binary;

namespace IbmPlatform.Mongo.Server.Storage;

/// <summary>What a database file must look like before it is opened.</summary>
internal static class FileHeader
{
    private static ReadOnlySpan<byte> Magic => "SQLite format 3\0"u8;

    public static void Check(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var header = new byte[100];
        var length = file.ReadAtLeast(header, header.Length, throwOnEndOfStream: false);
        // Creating a database crashed before its first page was written: nothing was acknowledged, nothing is lost.
        if (length == 0)
            return;
        if (length < header.Length || !header.AsSpan(0, 16).SequenceEqual(Magic))
            throw Damaged(path, "it does not start with the header of a database file");
        var application = BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(68));
        if (application is not (0 or CatalogueTables.ApplicationId))
            throw Damaged(path, $"its header belongs to another application (id {application})");
        var pageSize = BinaryPrimitives.ReadUInt16BigEndian(header.AsSpan(16)) is 1 ? 65536 : BinaryPrimitives.ReadUInt16BigEndian(header.AsSpan(16));
        if (pageSize < 512 || file.Length % pageSize != 0)
            throw Damaged(path, $"its {file.Length} bytes are no whole number of pages of {pageSize} bytes");
        var pages = BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(28));
        if (pages * (long)pageSize > file.Length && !File.Exists(path + "-wal"))
            throw Damaged(path, $"its header counts {pages} pages and the file holds {file.Length / pageSize}");
    }

    private static StorageException Damaged(string path, string what) => new(StorageFaultKind.Damaged,
        $"The database file '{path}' is damaged or no database of this server: {what}. It is not served; restore it from a backup.");
}
