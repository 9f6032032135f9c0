using System.Diagnostics;
using System.Globalization;
using IbmPlatform.Testing;

namespace IbmPlatform.Benchmarks.Engine;

/// <summary>A server in a process of its own, on one core.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    /// <summary>The core that every server has to itself; clients have the other.</summary>
    public const int Core = 1;

    private readonly Process process;

    private ServerProcess(string name, int port, Process process)
    {
        Name = name;
        Port = port;
        this.process = process;
    }

    public string Name { get; }

    public int Port { get; }

    /// <summary>Starts a program whose first argument after the given ones is the port, and waits until it listens.</summary>
    public static async Task<ServerProcess> StartAsync(string name, string program, string[] arguments, string data)
    {
        var port = LoopbackPort.Free();
        string[] all = ["-c", Core.ToString(CultureInfo.InvariantCulture), program, .. arguments, port.ToString(CultureInfo.InvariantCulture), data];
        var start = new ProcessStartInfo("taskset", all) { WorkingDirectory = EngineScenario.FileOf("") };
        start.Environment["NODE_ENV"] = "production";
        var server = new ServerProcess(name, port, Process.Start(start)!);
        await server.UntilItListensAsync();
        return server;
    }

    /// <summary>What the process has computed so far: its share of the core, whatever else ran on it.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    /// <summary>What a .NET server has allocated so far.</summary>
    public async Task<long> AllocatedAsync()
    {
        using var http = new HttpClient();
        return long.Parse(await http.GetStringAsync($"http://127.0.0.1:{Port}/allocated"), CultureInfo.InvariantCulture);
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private async Task UntilItListensAsync()
    {
        using var http = new HttpClient();
        while (true)
        {
            if (process.HasExited)
                throw new InvalidOperationException($"{Name} ended with {process.ExitCode} before it listened.");
            try
            {
                using var answer = await http.GetAsync($"http://127.0.0.1:{Port}/");
                return;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(50);
            }
        }
    }
}
