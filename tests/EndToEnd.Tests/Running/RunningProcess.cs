using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace IbmPlatform.EndToEnd.Tests.Running;

/// <summary>A process that a test started, with what it said; ended by its id when disposed.</summary>
internal sealed class RunningProcess : IAsyncDisposable
{
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(40);

    private readonly Process process;
    private readonly StringBuilder said = new();
    private readonly TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private RunningProcess(ProcessStartInfo start, string? readyText)
    {
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        process = new Process { StartInfo = start, EnableRaisingEvents = true };
        process.OutputDataReceived += (_, line) => Hear(line.Data, readyText);
        process.ErrorDataReceived += (_, line) => Hear(line.Data, readyText);
        process.Exited += (_, _) => ready.TrySetException(new InvalidOperationException($"{start.FileName} ended with exit code {process.ExitCode}:\n{Said}"));
    }

    /// <summary>The memory that it holds now, in bytes.</summary>
    public long WorkingSet
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64;
        }
    }

    private string Said
    {
        get
        {
            lock (said)
                return said.ToString();
        }
    }

    /// <summary>Starts it and returns once a line that it writes contains the text.</summary>
    public static async Task<RunningProcess> StartAsync(ProcessStartInfo start, string readyText, TimeSpan limit)
    {
        var running = Start(start, readyText);
        try
        {
            await running.ready.Task.WaitAsync(limit);
            return running;
        }
        catch (TimeoutException)
        {
            await running.DisposeAsync();
            throw new TimeoutException($"{start.FileName} was not ready within {limit.TotalSeconds:F0} s:\n{running.Said}");
        }
    }

    /// <summary>Starts it without waiting.</summary>
    public static RunningProcess Start(ProcessStartInfo start) => Start(start, null);

    /// <summary>Asks it to end, as Ctrl-C would, and waits until it has.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            using (var kill = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]))
                await kill.WaitForExitAsync();
            using var limit = new CancellationTokenSource(StopLimit);
            try
            {
                await process.WaitForExitAsync(limit.Token);
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
                Assert.Fail($"Process {process.Id} did not end within {StopLimit.TotalSeconds:F0} s of being asked to:\n{Said}");
            }
        }
        process.Dispose();
    }

    private static RunningProcess Start(ProcessStartInfo start, string? readyText)
    {
        var running = new RunningProcess(start, readyText);
        running.process.Start();
        running.process.BeginOutputReadLine();
        running.process.BeginErrorReadLine();
        return running;
    }

    private void Hear(string? line, string? readyText)
    {
        if (line is null)
            return;
        lock (said)
            said.AppendLine(line);
        if (readyText is not null && line.Contains(readyText, StringComparison.Ordinal))
            ready.TrySetResult();
    }
}
