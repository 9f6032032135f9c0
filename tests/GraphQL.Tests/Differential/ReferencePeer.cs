using System.Diagnostics;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using IbmPlatform.Testing;

namespace IbmPlatform.GraphQL.Tests.Differential;

/// <summary>What the reference implementation says to one case.</summary>
internal sealed record PeerAnswer(string Phase, JsonElement Data, JsonElement Paths, string? Message);

/// <summary>graphql-js in one Node process for the whole run: a schema with its cases goes in, their answers come out.</summary>
internal sealed class ReferencePeer : IAsyncDisposable
{
    private static readonly string Folder = RepositoryRoot.Combine("tests", "GraphQL.Tests", "Differential");
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseUpper) },
    };

    private readonly Process _node;

    private ReferencePeer(Process node) => _node = node;

    /// <summary>Starts the peer; skips the test with a reason where that is not possible, and fails it in CI.</summary>
    public static async Task<ReferencePeer> StartAsync()
    {
        if (Start("node", "--version") is not { } version) SkipOrFail("Node is not installed: the reference implementation is a Node program.");
        else await version.WaitForExitAsync(TestContext.Current.CancellationToken);
        if (!Directory.Exists(Path.Combine(Folder, "node_modules")) && !await InstallAsync()) SkipOrFail("npm ci failed in tests/GraphQL.Tests/Differential: is a registry reachable?");
        return new ReferencePeer(Start("node", "peer.js") ?? throw new InvalidOperationException("Node can't be started any more."));
    }

    public async Task<IReadOnlyList<PeerAnswer>> AskAsync(string sdl, IReadOnlyList<Row> rows, IReadOnlyList<DifferentialCase> cases)
    {
        var message = new
        {
            sdl,
            rows = rows.Select(row => row.Values),
            cases = cases.Select(c => new { c.Query, c.OperationName, Variables = JsonSerializer.Deserialize<JsonElement>(c.Variables) }),
        };
        await _node.StandardInput.WriteLineAsync(JsonSerializer.Serialize(message, Json));
        await _node.StandardInput.FlushAsync(TestContext.Current.CancellationToken);
        var line = await _node.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken)
            ?? throw new InvalidOperationException($"The peer has ended: {await _node.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken)}");
        return line.StartsWith('[')
            ? JsonSerializer.Deserialize<List<PeerAnswer>>(line, Json)!
            : throw new InvalidOperationException($"The peer could not take the schema:\n{sdl}\n{line}");
    }

    public async ValueTask DisposeAsync()
    {
        _node.StandardInput.Close();
        await _node.WaitForExitAsync();
        _node.Dispose();
    }

    private static async Task<bool> InstallAsync()
    {
        using var npm = Start("npm", "ci", "--no-audit", "--no-fund");
        if (npm is null) return false;
        await Task.WhenAll(npm.StandardOutput.ReadToEndAsync(), npm.StandardError.ReadToEndAsync(), npm.WaitForExitAsync());
        return npm.ExitCode == 0;
    }

    private static void SkipOrFail(string reason)
    {
        if (Environment.GetEnvironmentVariable("CI") == "true") Assert.Fail(reason);
        Assert.Skip(reason);
    }

    private static Process? Start(string program, params string[] arguments)
    {
        var utf8 = new UTF8Encoding(false);
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = utf8,
            StandardOutputEncoding = utf8,
        };
        try
        {
            return Process.Start(start);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
