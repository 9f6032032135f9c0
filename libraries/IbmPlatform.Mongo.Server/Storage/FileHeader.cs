using System.Buffers.Binary;

namespace IbmPlatform.Mongo.Server.Storage;

/// <summary>What a database file must look like before it is opened.</summary>
internal static class FileHeader
{
    private static ReadOnlySpan<byte> Magic => "SQLite format 3\0"u8;

    public static void Check(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var page = new byte[CheckedFiles.PageSize];
        var length = file.ReadAtLeast(page, page.Length, throwOnEndOfStream: false);
        // Creating a database crashed before its first page was written: nothing was acknowledged, nothing is lost.
        if (length == 0)
            return;
        if (length < page.Length || !page.AsSpan(0, Magic.Length).SequenceEqual(Magic))
            throw Damaged(path, "it does not start with the header of a database file");
        var application = BinaryPrimitives.ReadInt32BigEndian(page.AsSpan(68));
        if (application is not (0 or CatalogueTables.ApplicationId))
            throw Damaged(path, $"its header belongs to another application (id {application})");
        var pageSize = BinaryPrimitives.ReadUInt16BigEndian(page.AsSpan(16));
        if (pageSize != CheckedFiles.PageSize || file.Length % pageSize != 0)
            throw Damaged(path, $"its {file.Length} bytes are no whole number of pages of {CheckedFiles.PageSize} bytes");
        // The log may hold a newer first page than the file, and all that is missing at its end.
        if (new FileInfo(path + "-wal") is { Exists: true, Length: > 0 })
            return;
        var pages = BinaryPrimitives.ReadUInt32BigEndian(page.AsSpan(28));
        if (pages * (long)pageSize > file.Length)
            throw Damaged(path, $"its header counts {pages} pages and the file holds {file.Length / pageSize}");
        if (SaysChecked(page) && !(LeavesRoom(page) && PageChecksum.IsRight(page, 0)))
            throw Damaged(path, "its first page fails its checksum");
    }

    /// <summary>Whether the first page leaves the room that checksums take.</summary>
    public static bool LeavesRoom(ReadOnlySpan<byte> page) => page[20] == PageChecksum.Size;

    /// <summary>Whether anything of the first page says that pages have checksums: damage to one part of it must not switch them off.</summary>
    public static bool SaysChecked(ReadOnlySpan<byte> page) =>
        LeavesRoom(page) || PageChecksum.IsMarked(page) || BinaryPrimitives.ReadInt32BigEndian(page[60..]) >= CatalogueTables.CheckedFormat;

    private static StorageException Damaged(string path, string what) => new(StorageFaultKind.Damaged,
        $"The database file '{path}' is damaged or no database of this server: {what}. It is not served; restore it from a backup.");
}
