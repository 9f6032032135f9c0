using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using IbmPlatform.Testing;

namespace IbmPlatform.Standalone.Tests;

/// <summary>The program as a user starts it, on a free port over a data directory.</summary>
internal sealed class StandaloneProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(120);

    private readonly Process process;
    private readonly HttpClient http = new() { Timeout = TimeSpan.FromSeconds(60) };

    private StandaloneProcess(Process process) => this.process = process;

    /// <summary>Starts it and returns when it says that it is ready.</summary>
    public static async Task<StandaloneProcess> StartAsync(string dataDirectory, params string[] more)
    {
        var url = $"http://127.0.0.1:{LoopbackPort.Free()}";
        var started = new StandaloneProcess(Run(["--urls", url, "--data-dir", dataDirectory, "--data", RepositoryRoot.Combine("data"), .. more]));
        started.http.BaseAddress = new Uri(url);
        using var limit = new CancellationTokenSource(StartLimit);
        while (await started.process.StandardOutput.ReadLineAsync(limit.Token) is { } line)
        {
            if (line.StartsWith("IbmPlatform is ready at", StringComparison.Ordinal))
            {
                Assert.Contains(url, line, StringComparison.Ordinal);
                _ = started.process.StandardOutput.ReadToEndAsync(CancellationToken.None);
                return started;
            }
        }
        throw new InvalidOperationException($"It ended before it was ready: {await started.process.StandardError.ReadToEndAsync(limit.Token)}");
    }

    /// <summary>Runs it to its end, which a start that fails comes to.</summary>
    public static async Task<(int ExitCode, string Error, string Output)> FailAsync(params string[] args)
    {
        using var process = Run(args);
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        using var limit = new CancellationTokenSource(StartLimit);
        await process.WaitForExitAsync(limit.Token);
        return (process.ExitCode, await error, await output);
    }

    /// <summary>The whole answer of a request.</summary>
    public async Task<JsonElement> AskAsync(string query, object? variables = null)
    {
        using var response = await http.PostAsJsonAsync("/graphql", new { query, variables });
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    /// <summary>The JSON at another route.</summary>
    public Task<JsonElement> GetAsync(string path) => http.GetFromJsonAsync<JsonElement>(path);

    /// <summary>kill -9.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            await KillAsync();
        process.Dispose();
        http.Dispose();
    }

    private static Process Run(IReadOnlyList<string> args)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = RepositoryRoot.Path,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "IbmPlatform.Standalone.dll"));
        foreach (var arg in args)
            start.ArgumentList.Add(arg);
        return Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start.");
    }
}
