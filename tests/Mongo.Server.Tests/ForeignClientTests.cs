using System.Diagnostics;
using System.Globalization;
using IbmPlatform.Testing;

namespace IbmPlatform.Mongo.Server.Tests;

/// <summary>Official tools against the server: what they show must be the truth.</summary>
public sealed class ForeignClientTests
{
    [Fact]
    public async Task Pymongo_connects_lists_reads_and_writes()
    {
        await Need("/usr/bin/python3", ["-c", "import pymongo"], "python3-pymongo is not installed (apt install python3-pymongo)");
        await using var server = ServerFixture.Start(listen: true);
        await server.Insert("{'_id': 1, 'name': 'from .NET'}");
        Assert.Equal("ok", (await Run("/usr/bin/python3", [Script("pymongo_smoke.py"), Port(server)])).Trim());
        Assert.Equal(3, await server.Things.CountDocumentsAsync([]));
    }

    [Fact]
    public async Task Mongosh_connects_lists_reads_and_writes()
    {
        var folder = Path.Combine(RepositoryRoot.Path, "tests", "Mongo.Server.Tests", "mongosh");
        var shell = Path.Combine(folder, "node_modules", ".bin", "mongosh");
        if (!File.Exists(shell))
            Missing($"mongosh is not installed (npm ci in {folder})");
        await using var server = ServerFixture.Start(listen: true);
        await server.Insert("{'_id': 1, 'name': 'from .NET'}");
        var output = await Run(shell, ["--quiet", "--norc", $"mongodb://127.0.0.1:{Port(server)}/test", Script("mongosh_smoke.js")]);
        Assert.Equal("ok", output.Trim().Split('\n')[^1]);
        Assert.Equal(3, await server.Things.CountDocumentsAsync([]));
    }

    private static string Script(string name) => Path.Combine(RepositoryRoot.Path, "tests", "Mongo.Server.Tests", "Scripts", name);

    private static string Port(ServerFixture server) => server.Server.EndPoint!.Port.ToString(CultureInfo.InvariantCulture);

    private static async Task Need(string program, string[] arguments, string reason)
    {
        if (!File.Exists(program))
            Missing(reason);
        using var process = Start(program, arguments);
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            Missing(reason);
    }

    private static void Missing(string reason)
    {
        if (Environment.GetEnvironmentVariable("CI") == "true")
            Assert.Fail(reason);
        Assert.Skip(reason);
    }

    private static async Task<string> Run(string program, string[] arguments)
    {
        using var process = Start(program, arguments);
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, output + await error);
        return output;
    }

    private static Process Start(string program, string[] arguments) => Process.Start(
        new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
}
