using System.Diagnostics;
using System.Text.Json;
using IbmPlatform.Testing;

namespace IbmPlatform.GraphQL.Server.Tests;

/// <summary>The audits of the GraphQL over HTTP working group (npm graphql-http) against a real server.</summary>
public sealed class AuditTests(KestrelFixture server) : IClassFixture<KestrelFixture>
{
    private static readonly string Folder = RepositoryRoot.Combine("tests", "GraphQL.Server.Tests", "Audit");

    [Fact]
    public async Task No_audit_of_graphql_over_http_fails()
    {
        if (await TryRunAsync("node", "--version") is null) SkipOrFail("Node is not installed: the audits are a Node program.");
        if (!Directory.Exists(Path.Combine(Folder, "node_modules")) && await TryRunAsync("npm", "ci", "--no-audit", "--no-fund") is not (0, _))
        {
            SkipOrFail("npm ci failed in tests/GraphQL.Server.Tests/Audit: is a registry reachable?");
        }

        var (exitCode, output) = (await TryRunAsync("node", "audit.js", server.Url.ToString()))!.Value;
        Assert.True(exitCode == 0, output);
        var audits = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonSerializer.Deserialize<Audit>(line, JsonSerializerOptions.Web)!).ToList();
        Assert.Equal(61, audits.Count);
        Assert.Empty(audits.Where(a => a.Status != "ok").Select(a => $"{a.Id} {a.Name}: {a.Status}, {a.Reason}"));
    }

    private static void SkipOrFail(string reason)
    {
        if (Environment.GetEnvironmentVariable("CI") == "true") Assert.Fail(reason);
        Assert.Skip(reason);
    }

    /// <summary>Runs a program in the audit's folder; null when there is no such program.</summary>
    private static async Task<(int ExitCode, string Output)?> TryRunAsync(string program, params string[] arguments)
    {
        using var process = new Process
        {
            StartInfo = new ProcessStartInfo(program, arguments) { WorkingDirectory = Folder, RedirectStandardOutput = true, RedirectStandardError = true },
        };
        try
        {
            process.Start();
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }

        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, output + (process.ExitCode == 0 ? "" : await error));
    }

    private sealed record Audit(string Id, string Name, string Status, string? Reason);
}
