using System.ComponentModel;
using System.Diagnostics;
using Xunit;

namespace IbmPlatform.Testing;

/// <summary>A Node program that a test runs: a folder with package.json and a lock file, installed on first use.</summary>
/// <remarks>Where Node or the packages cannot be had the calling test is skipped with the reason; in CI that is a failure.</remarks>
public sealed class NodeProgram
{
    private readonly string folder;

    private NodeProgram(string folder) => this.folder = folder;

    /// <summary>The program of a folder of this repository, its packages installed.</summary>
    public static async Task<NodeProgram> InstallAsync(params string[] folder)
    {
        var program = new NodeProgram(RepositoryRoot.Combine(folder));
        if (await program.TryRunAsync("node", ["--version"]) is null)
            Requirement.Absent("Node.js is not installed, and this test runs a Node program.");
        // Several test processes may want the same packages at once.
        await using var turn = await TakeTurnAsync(Path.Combine(program.folder, ".installing"));
        var installed = Path.Combine(program.folder, "node_modules", ".package-lock.json");
        var locked = Path.Combine(program.folder, "package-lock.json");
        if (File.Exists(installed) && File.GetLastWriteTimeUtc(installed) >= File.GetLastWriteTimeUtc(locked))
            return program;
        if (await program.TryRunAsync("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"]) is not { ExitCode: 0 })
            Requirement.Absent($"npm ci failed in {Path.Combine(folder)}; is a registry of npm packages reachable?");
        return program;
    }

    /// <summary>Runs a script of the folder to its end.</summary>
    public async Task<(int ExitCode, string Output, string Errors)> RunAsync(string script, params string[] arguments) =>
        (await TryRunAsync("node", [script, .. arguments]))!.Value;

    /// <summary>What a process that talks over its standard streams is started with.</summary>
    public ProcessStartInfo StartInfo(string script, params string[] arguments) => Start("node", [script, .. arguments]);

    private ProcessStartInfo Start(string program, string[] arguments) => new(program, arguments)
    {
        WorkingDirectory = folder,
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    };

    private async Task<(int ExitCode, string Output, string Errors)?> TryRunAsync(string program, string[] arguments)
    {
        using var process = new Process { StartInfo = Start(program, arguments) };
        try
        {
            process.Start();
        }
        catch (Win32Exception)
        {
            return null;
        }
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output, await errors);
    }

    private static async Task<FileStream> TakeTurnAsync(string file)
    {
        while (true)
        {
            try
            {
                return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
            }
            catch (IOException)
            {
                await Task.Delay(100);
            }
        }
    }
}
