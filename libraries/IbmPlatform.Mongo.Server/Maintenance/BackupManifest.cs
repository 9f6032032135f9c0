namespace IbmPlatform.Mongo.Server.Maintenance;

/// <summary>What a backup file holds; written after the databases, so that an unfinished file has none.</summary>
internal sealed record BackupManifest(int Format, DateTimeOffset CreatedAt, IReadOnlyList<BackupManifest.Entry> Databases)
{
    public const string FileName = "backup.json";

    /// <summary>Its SHA-256 in hexadecimal, the archive's last entry: a changed name would restore a database under another.</summary>
    public const string ChecksumFileName = "backup.json.sha256";

    /// <summary>Format 1 had no checksum of the manifest.</summary>
    public const int CurrentFormat = 2;

    /// <param name="Sha256">Of the database file, in hexadecimal.</param>
    public sealed record Entry(string Name, string File, string Sha256);
}
