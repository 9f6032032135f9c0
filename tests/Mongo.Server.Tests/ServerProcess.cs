using System.Diagnostics;
using System.Globalization;

namespace IbmPlatform.Mongo.Server.Tests;

/// <summary>The server's executable as a process of its own, so that it can be killed.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private readonly Process process;

    private ServerProcess(Process process, int port)
    {
        this.process = process;
        Port = port;
    }

    public int Port { get; }

    public int ProcessId => process.Id;

    /// <summary>What the process holds in memory, as the operating system counts it.</summary>
    public long MemoryBytes
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64;
        }
    }

    public static async Task<ServerProcess> Start(string directory, params (string Name, string Value)[] environment)
    {
        var process = Run(environment, "--port", "0", "--data-dir", directory);
        var line = await process.StandardOutput.ReadLineAsync();
        if (line is null || !line.StartsWith("listening on ", StringComparison.Ordinal))
            Assert.Fail($"The server did not start: {line} {await process.StandardError.ReadToEndAsync()}");
        return new ServerProcess(process, int.Parse(line[(line.LastIndexOf(':') + 1)..], CultureInfo.InvariantCulture));
    }

    public static Process Run(params string[] arguments) => Run([], arguments);

    private static Process Run((string Name, string Value)[] environment, params string[] arguments)
    {
        var host = Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet";
        // A write beyond the limit for file sizes is to fail as an I/O error does, not to end the process.
        var start = OperatingSystem.IsLinux()
            ? new ProcessStartInfo("/bin/sh", ["-c", "trap '' XFSZ; exec \"$@\"", "sh", host])
            : new ProcessStartInfo(host);
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        start.ArgumentList.Add(typeof(MongoServer).Assembly.Location);
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }

    public async Task Kill()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            await Kill();
        process.Dispose();
    }
}
