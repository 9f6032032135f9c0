using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using IbmPlatform.Mongo.Server.Storage;

namespace IbmPlatform.Mongo.Server.Maintenance;

/// <summary>
/// A backup: one archive with a copy of each database as of one commit of its own, and a manifest. It is made while the
/// databases are in use: neither readers nor writers wait.
/// </summary>
internal static class BackupFile
{
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
            return manifest;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw Unusable($"The backup file '{path}' cannot be written: {fault.Message}", fault);
        }
        finally
        {
            File.Delete(partial);
        }
    }

    /// <summary>Unpacks a backup into a directory that holds no database, and checks all of it before it counts.</summary>
    public static async Task<BackupManifest> RestoreAsync(string path, string directory)
    {
        await using var held = DataDirectory.TakeLock(Path.GetFullPath(directory));
        if (DataDirectory.Files(directory).Any())
            throw Unusable($"The data directory '{directory}' holds databases already; restore into an empty one.");
        var unpacked = new List<(string From, string To)>();
        try
        {
            using var archive = ZipFile.OpenRead(path);
            var manifest = ReadManifest(archive, path);
            foreach (var entry in manifest.Databases)
            {
                var target = DataDirectory.FileOf(directory, entry.Name);
                unpacked.Add(($"{target}.restoring", target));
                Unpack(archive, entry, unpacked[^1].From, path);
                if (await DirectoryCheck.OfDatabaseAsync(entry.Name, unpacked[^1].From).ConfigureAwait(false) is [var fault, ..])
                    throw Damaged(path, fault);
            }

            foreach (var (from, to) in unpacked)
                File.Move(from, to);
            return manifest;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw Unusable($"The backup file '{path}' cannot be restored: {fault.Message}", fault);
        }
        finally
        {
            foreach (var (from, _) in unpacked)
                File.Delete(from);
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
                database.CopyTo(copy);
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
        using (var last = archive.CreateEntry(BackupManifest.FileName).Open())
            JsonSerializer.Serialize(last, manifest);
        return manifest;
    }

    private static BackupManifest ReadManifest(ZipArchive archive, string path)
    {
        try
        {
            using var stream = (archive.GetEntry(BackupManifest.FileName) ?? throw Damaged(path, $"it holds no {BackupManifest.FileName}")).Open();
            var manifest = JsonSerializer.Deserialize<BackupManifest>(stream) ?? throw Damaged(path, "its manifest is empty");
            return manifest.Format == BackupManifest.CurrentFormat
                ? manifest
                : throw Unusable($"The backup file '{path}' has format {manifest.Format}; this server reads format {BackupManifest.CurrentFormat}.");
        }
        catch (JsonException fault)
        {
            throw Damaged(path, $"its manifest cannot be read ({fault.Message})");
        }
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
