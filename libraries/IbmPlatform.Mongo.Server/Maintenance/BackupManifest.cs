namespace IbmPlatform.Mongo.Server.Maintenance;

/// <summary>What a backup file holds; its last entry, so that an unfinished file has none.</summary>
internal sealed record BackupManifest(int Format, DateTimeOffset CreatedAt, IReadOnlyList<BackupManifest.Entry> Databases)
{
    public const string FileName = "backup.json";

    public const int CurrentFormat = 1;

    /// <param name="Sha256">Of the database file, in hexadecimal.</param>
    public sealed record Entry(string Name, string File, string Sha256);
}
