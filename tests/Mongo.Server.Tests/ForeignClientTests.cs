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
        await NodeProgram.InstallAsync("tests", "Mongo.Server.Tests", "mongosh");
        var shell = RepositoryRoot.Combine("tests", "Mongo.Server.Tests", "mongosh", "node_modules", ".bin", "mongosh");
        await using var server = ServerFixture.Start(listen: true);
        await server.Insert("{'_id': 1, 'name': 'from .NET'}");
        var output = await Run(shell, ["--quiet", "--norc", $"mongodb://127.0.0.1:{Port(server)}/test", Script("mongosh_smoke.js")]);
        Assert.Equal("ok", output.Trim().Split('\n')[^1]);
        Assert.Equal(3, await server.Things.CountDocumentsAsync([]));
    }

    [Fact]
    public async Task The_Node_driver_connects_writes_in_bulk_pages_and_hears_of_errors()
    {
        var driver = await NodeProgram.InstallAsync("tests", "Mongo.Server.Tests", "driver");
        await using var server = ServerFixture.Start(listen: true);
        await server.Insert("{'_id': 1, 'name': 'from .NET'}");
        var (code, output, errors) = await driver.RunAsync("smoke.mjs", Port(server));
        Assert.True(code == 0, errors);
        Assert.Equal("ok", output.Trim());
        Assert.Equal(3, await server.Things.CountDocumentsAsync([]));
    }

    [Fact]
    public async Task Libmongoc_connects_writes_in_bulk_pages_and_hears_of_errors()
    {
        if (!File.Exists("/usr/bin/pkg-config") || !File.Exists("/usr/bin/gcc") || !Directory.Exists("/usr/include/libmongoc-1.0"))
            Assert.Skip("libmongoc is not installed (apt install libmongoc-dev gcc pkg-config)");
        await using var server = ServerFixture.Start(listen: true);
        await server.Insert("{'_id': 1, 'name': 'from .NET'}");
        var program = Path.Combine(server.Directory, "libmongoc_smoke");
        var flags = (await Run("/usr/bin/pkg-config", ["--cflags", "--libs", "libmongoc-1.0"])).Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        await Run("/usr/bin/gcc", ["-o", program, Script("libmongoc_smoke.c"), .. flags]);
        Assert.Equal("ok", (await Run(program, [Port(server)])).Trim());
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
