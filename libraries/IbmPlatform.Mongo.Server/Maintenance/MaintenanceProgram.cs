using IbmPlatform.Mongo.Server.Storage;

namespace IbmPlatform.Mongo.Server.Maintenance;

/// <summary>The executable's commands on a directory that no server uses: <c>verify</c>, <c>backup</c>, <c>restore</c>.</summary>
internal static class MaintenanceProgram
{
    private const string Usage = """
        Usage: IbmPlatform.Mongo.Server verify --data-dir <directory>
               IbmPlatform.Mongo.Server backup --data-dir <directory> --to <file>
               IbmPlatform.Mongo.Server restore --data-dir <directory> --from <file>
        """;

    public static bool Knows(IReadOnlyList<string> args) => args is ["verify" or "backup" or "restore", ..];

    /// <summary>The exit code: 0 all is well, 1 damaged or impossible, 2 a wrong command line.</summary>
    public static async Task<int> RunAsync(IReadOnlyList<string> args, TextWriter output, TextWriter error)
    {
        try
        {
            switch (args)
            {
                case ["verify", "--data-dir", var directory]:
                    return await VerifyAsync(directory, output, error).ConfigureAwait(false);
                case ["backup", "--data-dir", var directory, "--to", var file]:
                    await using (var data = DataDirectory.Open(directory))
                        await output.WriteLineAsync(Said("saved", BackupFile.Create(file, data.Databases, TimeProvider.System.GetUtcNow()), file)).ConfigureAwait(false);
                    return 0;
                case ["restore", "--data-dir", var directory, "--from", var file]:
                    await output.WriteLineAsync(Said("restored", await BackupFile.RestoreAsync(file, directory).ConfigureAwait(false), file)).ConfigureAwait(false);
                    return 0;
                default:
                    await error.WriteLineAsync($"The command line '{string.Join(' ', args)}' is not understood.\n{Usage}").ConfigureAwait(false);
                    return 2;
            }
        }
        catch (StorageException fault)
        {
            await error.WriteLineAsync(fault.Message).ConfigureAwait(false);
            return 1;
        }
    }

    private static async Task<int> VerifyAsync(string directory, TextWriter output, TextWriter error)
    {
        var faults = await DirectoryCheck.RunAsync(directory, output.WriteLine).ConfigureAwait(false);
        foreach (var fault in faults)
            await error.WriteLineAsync(fault).ConfigureAwait(false);
        return faults.Count == 0 ? 0 : 1;
    }

    private static string Said(string verb, BackupManifest manifest, string file) =>
        $"{verb} {manifest.Databases.Count} databases ({string.Join(", ", manifest.Databases.Select(d => d.Name))}) as of {manifest.CreatedAt:u}: {file}";
}
