using System.Diagnostics;

namespace IbmPlatform.Benchmarks.Stores;

/// <summary>A process of its own beside this one, killed when disposed.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private readonly Process process;

    private ChildProcess(Process process, string firstLine)
    {
        this.process = process;
        FirstLine = firstLine;
    }

    /// <summary>What it said first.</summary>
    public string FirstLine { get; }

    /// <summary>The most memory that it has held so far, in megabytes, as the operating system counts it.</summary>
    public double PeakMegabytes
    {
        get
        {
            process.Refresh();
            return process.PeakWorkingSet64 / 1048576.0;
        }
    }

    /// <summary>Starts a .NET program and waits for its first line.</summary>
    public static async Task<ChildProcess> StartAsync(string assembly, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [assembly, .. arguments]) { RedirectStandardOutput = true };
        var process = Process.Start(start)!;
        var line = await process.StandardOutput.ReadLineAsync()
            ?? throw new InvalidOperationException($"{assembly} ended before it was ready; what it wrote to its standard error says why.");
        return new ChildProcess(process, line);
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }
}
