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
    public async Task Mongosh_is_answered_or_refused_whatever_an_administrator_asks()
    {
        await NodeProgram.InstallAsync("tests", "Mongo.Server.Tests", "mongosh");
        var shell = RepositoryRoot.Combine("tests", "Mongo.Server.Tests", "mongosh", "node_modules", ".bin", "mongosh");
        await using var server = ServerFixture.Start(listen: true);
        var output = await Run(shell, ["--quiet", "--norc", $"mongodb://127.0.0.1:{Port(server)}/test", Script("mongosh_admin.js")]);
        Assert.Equal("ok", output.Trim().Split('\n')[^1]);
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
        await using var server = ServerFixture.Start(listen: true);
        await server.Insert("{'_id': 1, 'name': 'from .NET'}");
        var program = await Compile(server, "libmongoc_smoke");
        Assert.Equal("ok", (await Run(program, [Port(server)])).Trim());
        Assert.Equal(3, await server.Things.CountDocumentsAsync([]));
    }

    [Fact]
    public async Task Pymongo_authenticates_and_is_refused_with_a_wrong_password()
    {
        await Need("/usr/bin/python3", ["-c", "import pymongo"], "python3-pymongo is not installed (apt install python3-pymongo)");
        await using var server = await WithUsers();
        Assert.Equal("ok", (await Run("/usr/bin/python3", [Script("pymongo_users.py"), Port(server)])).Trim());
    }

    [Fact]
    public async Task Mongosh_makes_the_first_user_and_manages_others()
    {
        await NodeProgram.InstallAsync("tests", "Mongo.Server.Tests", "mongosh");
        var shell = RepositoryRoot.Combine("tests", "Mongo.Server.Tests", "mongosh", "node_modules", ".bin", "mongosh");
        await using var server = ServerFixture.WithAuthentication();
        var output = await Run(shell, ["--quiet", "--norc", $"mongodb://127.0.0.1:{Port(server)}/test", Script("mongosh_users.js")]);
        Assert.Equal("ok", output.Trim().Split('\n')[^1]);
    }

    [Fact]
    public async Task The_Node_driver_authenticates_and_is_refused_with_a_wrong_password()
    {
        var driver = await NodeProgram.InstallAsync("tests", "Mongo.Server.Tests", "driver");
        await using var server = await WithUsers();
        var (code, output, errors) = await driver.RunAsync("users.mjs", Port(server));
        Assert.True(code == 0, errors);
        Assert.Equal("ok", output.Trim());
    }

    [Fact]
    public async Task Libmongoc_authenticates_and_is_refused_with_a_wrong_password()
    {
        await using var server = await WithUsers();
        var program = await Compile(server, "libmongoc_users");
        Assert.Equal("ok", (await Run(program, [Port(server)])).Trim());
    }

    private static async Task<ServerFixture> WithUsers()
    {
        var server = ServerFixture.WithAuthentication();
        await server.Client.GetDatabase("admin").RunCommandAsync(ServerFixture.Doc("{'createUser': 'ann', 'pwd': 'secret', 'roles': ['root']}"));
        await using var ann = server.ClientOf("ann", "secret");
        await ann.GetDatabase("admin").RunCommandAsync(ServerFixture.Doc("{'createUser': 'bob', 'pwd': 'word', 'roles': [{'role': 'read', 'db': 'test'}]}"));
        await ann.GetDatabase("admin").RunCommandAsync(ServerFixture.Doc("{'createUser': 'eva', 'pwd': 'pa\u0301ss\u2168', 'roles': [{'role': 'read', 'db': 'test'}]}"));
        return server;
    }

    private static async Task<string> Compile(ServerFixture server, string name)
    {
        if (!File.Exists("/usr/bin/pkg-config") || !File.Exists("/usr/bin/gcc") || !Directory.Exists("/usr/include/libmongoc-1.0"))
            Assert.Skip("libmongoc is not installed (apt install libmongoc-dev gcc pkg-config)");
        var program = Path.Combine(server.Directory, name);
        var flags = (await Run("/usr/bin/pkg-config", ["--cflags", "--libs", "libmongoc-1.0"])).Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        await Run("/usr/bin/gcc", ["-o", program, Script($"{name}.c"), .. flags]);
        return program;
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
