using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using IbmPlatform.Testing;

namespace IbmPlatform.GraphQL.Tests.Differential;

/// <summary>What the reference implementation says to one case.</summary>
/// <remarks>Payloads are there where the answer came in parts.</remarks>
internal sealed record PeerAnswer(string Phase, JsonElement Data, JsonElement Paths, string? Message, IReadOnlyList<JsonElement>? Payloads);

/// <summary>One difference that the reference implementation finds between two schemas.</summary>
internal sealed record PeerChange(string Kind, string Severity, string Coordinate, string Description);

/// <summary>graphql-js in one Node process for the whole run: a schema with its cases goes in, their answers come out.</summary>
internal sealed class ReferencePeer : IAsyncDisposable
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseUpper) },
    };

    private readonly Process _node;

    private ReferencePeer(Process node) => _node = node;

    /// <summary>Starts the peer of a version, 16 or 17; skips the test with a reason where that is not possible, and fails it in CI.</summary>
    public static async Task<ReferencePeer> StartAsync(int version)
    {
        var program = await NodeProgram.InstallAsync("tests", "GraphQL.Tests", "Differential");
        var utf8 = new UTF8Encoding(false);
        var start = program.StartInfo("peer.js", version.ToString(CultureInfo.InvariantCulture));
        (start.StandardInputEncoding, start.StandardOutputEncoding) = (utf8, utf8);
        return new ReferencePeer(Process.Start(start) ?? throw new InvalidOperationException("Node can't be started any more."));
    }

    public async Task<IReadOnlyList<PeerAnswer>> AskAsync(string sdl, IReadOnlyList<Row> rows, IReadOnlyList<DifferentialCase> cases)
    {
        var message = new
        {
            sdl,
            rows = rows.Select(row => row.Values),
            cases = cases.Select(c => new { c.Query, c.OperationName, Variables = JsonSerializer.Deserialize<JsonElement>(c.Variables) }),
        };
        return await ExchangeAsync<PeerAnswer>(message, sdl);
    }

    /// <summary>What changed between two schemas, but for descriptions; only version 17 tells the safe changes.</summary>
    public Task<IReadOnlyList<PeerChange>> CompareAsync(string before, string after) =>
        ExchangeAsync<PeerChange>(new { before, after }, $"{before}\n{after}");

    /// <summary>The data of a schema's introspection, as UTF-8 JSON.</summary>
    public async Task<byte[]> IntrospectAsync(string sdl) =>
        JsonSerializer.SerializeToUtf8Bytes((await ExchangeAsync<JsonElement>(new { introspect = sdl }, sdl))[0]);

    private async Task<IReadOnlyList<T>> ExchangeAsync<T>(object message, string schema)
    {
        await _node.StandardInput.WriteLineAsync(JsonSerializer.Serialize(message, Json));
        await _node.StandardInput.FlushAsync(TestContext.Current.CancellationToken);
        var line = await _node.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken)
            ?? throw new InvalidOperationException($"The peer has ended: {await _node.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken)}");
        return line.StartsWith('[')
            ? JsonSerializer.Deserialize<List<T>>(line, Json)!
            : throw new InvalidOperationException($"The peer could not take the schema:\n{schema}\n{line}");
    }

    public async ValueTask DisposeAsync()
    {
        _node.StandardInput.Close();
        await _node.WaitForExitAsync();
        _node.Dispose();
    }
}
