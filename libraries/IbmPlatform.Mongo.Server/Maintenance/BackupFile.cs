using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using IbmPlatform.Mongo.Server.Storage;

namespace IbmPlatform.Mongo.Server.Maintenance;

/// <summary>
/// A backup: one archive with a copy of each database as of one commit of its own, and a manifest. It is made while the
/// databases are in use: neither readers nor writers wait.
/// </summary>
internal static class BackupFile
{
    private static readonly JsonSerializerOptions Strict = new() { RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true };

    /// <summary>Writes the backup; the file appears under its name when it is whole and on the disk.</summary>
    public static BackupManifest Create(string path, IEnumerable<Database> databases, DateTimeOffset now)
    {
        var partial = $"{path}.{Guid.NewGuid():N}.partial";
        try
        {
            if (File.Exists(path))
                throw Unusable($"The backup file '{path}' exists already; name another one.");
            using var stream = new FileStream(partial, FileMode.CreateNew, FileAccess.ReadWrite);
            var manifest = Write(stream, partial, databases, now);
            stream.Flush(flushToDisk: true);
            stream.Close();
            File.Move(partial, path);
            DirectorySync.Flush(Path.GetDirectoryName(Path.GetFullPath(path))!);
            return manifest;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw Unusable($"The backup file '{path}' cannot be written: {fault.Message}", fault);
        }
        finally
        {
            // A folder that is not there has no such file either.
            if (File.Exists(partial))
                File.Delete(partial);
        }
    }

    /// <summary>Unpacks a backup into a directory that holds no database, and checks all of it before it counts.</summary>
    public static async Task<BackupManifest> RestoreAsync(string path, string directory)
    {
        directory = Path.GetFullPath(directory);
        await using var held = DataDirectory.TakeLock(directory);
        if (!UnfinishedRestore.IsIn(directory) && DataDirectory.Files(directory).Any())
            throw Unusable($"The data directory '{directory}' holds databases already; restore into an empty one.");
        UnfinishedRestore.Begin(directory);
        try
        {
            using var archive = ZipFile.OpenRead(path);
            var manifest = ReadManifest(archive, path);
            foreach (var entry in manifest.Databases)
            {
                var target = DataDirectory.FileOf(directory, entry.Name);
                Unpack(archive, entry, target, path);
                if (await DirectoryCheck.OfDatabaseAsync(entry.Name, target).ConfigureAwait(false) is [var fault, ..])
                    throw Damaged(path, fault);
            }

            UnfinishedRestore.End(directory);
            return manifest;
        }
        catch (Exception fault)
        {
            UnfinishedRestore.Undo(directory);
            if (fault is IOException or UnauthorizedAccessException or InvalidDataException or NotSupportedException)
                throw Unusable($"The backup file '{path}' cannot be restored: {fault.Message}", fault);
            throw;
        }
    }

    private static BackupManifest Write(FileStream stream, string partial, IEnumerable<Database> databases, DateTimeOffset now)
    {
        using var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        var entries = new List<BackupManifest.Entry>();
        foreach (var database in databases)
        {
            var copy = $"{partial}.db";
            try
            {
                if (!TryCopy(database, copy))
                    continue;
                using var content = File.OpenRead(copy);
                var entry = new BackupManifest.Entry(database.Name, Path.GetFileName(database.Path), Convert.ToHexStringLower(SHA256.HashData(content)));
                archive.CreateEntryFromFile(copy, entry.File, CompressionLevel.Fastest);
                entries.Add(entry);
            }
            finally
            {
                File.Delete(copy);
            }
        }

        var manifest = new BackupManifest(BackupManifest.CurrentFormat, now, entries);
        var json = JsonSerializer.SerializeToUtf8Bytes(manifest);
        using (var described = archive.CreateEntry(BackupManifest.FileName).Open())
            described.Write(json);
        using (var last = archive.CreateEntry(BackupManifest.ChecksumFileName).Open())
            last.Write(Encoding.ASCII.GetBytes(Convert.ToHexStringLower(SHA256.HashData(json))));
        return manifest;
    }

    /// <summary>False for a database that was dropped meanwhile.</summary>
    private static bool TryCopy(Database database, string copy)
    {
        try
        {
            database.CopyTo(copy);
            return true;
        }
        catch (StorageException) when (database.IsClosed)
        {
            return false;
        }
        catch (StorageException fault) when (fault.Kind == StorageFaultKind.DiskFull)
        {
            throw new StorageException(StorageFaultKind.DiskFull, $"No space is left on the volume of the backup file '{copy}'; free some or name a file elsewhere.", fault);
        }
    }

    private static BackupManifest ReadManifest(ZipArchive archive, string path)
    {
        try
        {
            var json = Read(archive, BackupManifest.FileName, path);
            var manifest = JsonSerializer.Deserialize<BackupManifest>(json, Strict) ?? throw Damaged(path, "its manifest is empty");
            if (manifest.Format is not (1 or BackupManifest.CurrentFormat))
                throw Unusable($"The backup file '{path}' has format {manifest.Format}; this server reads formats 1 and {BackupManifest.CurrentFormat}.");
            if (manifest.Format > 1 && Encoding.ASCII.GetString(Read(archive, BackupManifest.ChecksumFileName, path)) != Convert.ToHexStringLower(SHA256.HashData(json)))
                throw Damaged(path, "its manifest fails its checksum");
            return manifest;
        }
        catch (JsonException fault)
        {
            throw Damaged(path, $"its manifest cannot be read ({fault.Message})");
        }
    }

    private static byte[] Read(ZipArchive archive, string name, string path)
    {
        using var stream = (archive.GetEntry(name) ?? throw Damaged(path, $"it holds no {name}")).Open();
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    private static void Unpack(ZipArchive archive, BackupManifest.Entry entry, string target, string path)
    {
        var packed = archive.GetEntry(entry.File) ?? throw Damaged(path, $"the database '{entry.Name}' is missing in it");
        using var file = new FileStream(target, FileMode.Create, FileAccess.ReadWrite);
        using (var content = packed.Open())
            content.CopyTo(file);
        file.Flush(flushToDisk: true);
        file.Position = 0;
        if (Convert.ToHexStringLower(SHA256.HashData(file)) != entry.Sha256)
            throw Damaged(path, $"the database '{entry.Name}' in it fails its checksum");
    }

    private static StorageException Damaged(string path, string what) =>
        new(StorageFaultKind.Damaged, $"The backup file '{path}' is damaged: {what}. Nothing of it was restored; use another backup.");

    private static StorageException Unusable(string message, Exception? inner = null) => new(StorageFaultKind.Unusable, message, inner);
}
