using System.Diagnostics;

namespace IbmPlatform.Gateway.Tests;

/// <summary>What a wrong start says: run as a user runs it, in a process of its own.</summary>
public sealed class FaultMessageTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("gateway-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_missing_supergraph_file_is_named_with_the_way_out() => Assert.Equal(
        "The supergraph file \"none.graphql\" can't be read: it does not exist. Name one with --supergraph FILE, or make one with: compose --out FILE name=url=file …",
        await FailsAsync("--supergraph", "none.graphql"));

    [Fact]
    public async Task A_file_that_is_no_graphql_is_told_with_its_place() => Assert.StartsWith(
        "The supergraph can't be read: Syntax error: ", await FailsAsync("--supergraph", Write("x.graphql", "type Query {")), StringComparison.Ordinal);

    [Fact]
    public async Task A_schema_that_is_no_supergraph_is_refused() => Assert.StartsWith(
        "The supergraph can't be run:", await FailsAsync("--supergraph", Write("x.graphql", "type Query { a: Int }")), StringComparison.Ordinal);

    [Fact]
    public async Task A_taken_port_is_named_with_the_way_out()
    {
        using var taken = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        taken.Start();
        var url = $"http://{taken.LocalEndpoint}";

        var message = await FailsAsync("--supergraph", Compose(), "--urls", url);

        Assert.Equal($"Failed to bind to address {url}: address already in use: another process listens there. Stop it, or choose another address with --urls.", message);
    }

    [Fact]
    public async Task An_address_that_is_none_is_told() => Assert.Contains(
        "--urls http://localhost:8080", await FailsAsync("--supergraph", Compose(), "--urls", "nonsense"), StringComparison.Ordinal);

    [Fact]
    public async Task An_override_for_an_unknown_subgraph_names_the_known_ones() => Assert.Equal(
        "Gateway:Subgraphs:b names a subgraph that the supergraph doesn't have; it has a.",
        await FailsAsync("--supergraph", Compose(), "--Gateway:Subgraphs:b=http://localhost:1"));

    [Fact]
    public async Task An_unknown_argument_is_not_ignored() => Assert.StartsWith(
        "\"--suprgraph\" is not an argument of the gateway;", await FailsAsync("--suprgraph", "x"), StringComparison.Ordinal);

    [Fact]
    public async Task Composing_prints_each_error_and_writes_nothing()
    {
        var output = Path.Combine(_folder, "out.graphql");
        var message = await FailsAsync("compose", "--out", output, $"a={Write("a.graphql", "type Query { x: Int }")}");
        Assert.Contains("expected name=url=file", message, StringComparison.Ordinal);

        message = await FailsAsync("compose", "--out", output, $"a=http://a={Write("a.graphql", "type Query { x: Nothing }")}");
        Assert.StartsWith("error INVALID_GRAPHQL: [a] \"Query.x\" is of type \"Nothing\"", message, StringComparison.Ordinal);
        Assert.False(File.Exists(output));
    }

    [Fact]
    public async Task Composing_asks_a_running_subgraph_for_its_schema()
    {
        var output = Path.Combine(_folder, "out.graphql");
        await using var products = await Shop.ProductsAsync();

        var (exitCode, _, errors) = await RunAsync("compose", "--out", output, $"products={products.Url}");

        Assert.Equal((0, ""), (exitCode, errors));
        Assert.Contains("colour: String", await File.ReadAllTextAsync(output), StringComparison.Ordinal);
        Assert.Equal(
            "Subgraph \"a\" at http://127.0.0.1:9/graphql can't be asked for its SDL: it can't be reached. Start it, or name its file: a=http://127.0.0.1:9/graphql=FILE.",
            await FailsAsync("compose", "--out", output, "a=http://127.0.0.1:9/graphql"));
    }

    [Fact]
    public async Task A_strict_composition_forbids_what_is_left_out()
    {
        const string Link = "extend schema @link(url: \"https://specs.apollo.dev/federation/v2.3\", import: [\"@shareable\"]) ";
        string[] subgraphs = [$"a=http://a={Write("a.graphql", Link + "type Query { x(y: Int): Int @shareable }")}", $"b=http://b={Write("b.graphql", Link + "type Query { x: Int @shareable }")}"];
        var output = Path.Combine(_folder, "out.graphql");

        var message = await FailsAsync(["compose", "--strict", "--out", output, .. subgraphs]);

        Assert.StartsWith("hint INCONSISTENT_ARGUMENT_PRESENCE: ", message, StringComparison.Ordinal);
        Assert.False(File.Exists(output));
        Assert.Equal(0, (await RunAsync(["compose", "--out", output, .. subgraphs])).ExitCode);
        Assert.True(File.Exists(output));
    }

    private string Compose() => Write("supergraph.graphql", IbmPlatform.Federation.Composition.Composer.Compose([new("a", "http://127.0.0.1:9", "type Query { x: Int }")]).SupergraphSdl!);

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>What it says on standard error; fails when it ends well, or with a stack trace.</summary>
    private static async Task<string> FailsAsync(params string[] args)
    {
        var (exitCode, output, errors) = await RunAsync(args);
        Assert.NotEqual(0, exitCode);
        Assert.DoesNotContain("   at ", output + errors, StringComparison.Ordinal);
        return errors.Trim();
    }

    private static async Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] args)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "IbmPlatform.Gateway.dll");
        using var process = Process.Start(new ProcessStartInfo("dotnet", [program, .. args]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var output = process.StandardOutput.ReadToEndAsync(patience.Token);
        var errors = process.StandardError.ReadToEndAsync(patience.Token);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        return (process.ExitCode, await output, await errors);
    }
}
