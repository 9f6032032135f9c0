using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using IbmPlatform.Testing;

namespace IbmPlatform.Benchmarks.Engine;

/// <summary>
/// Our GraphQL server beside graphql-yoga, mercurius with graphql-jit and bare Kestrel writing the same bytes: the same schema and
/// data, each server alone in a process on one core, the client on the other, in alternating rounds.
/// </summary>
internal static class EngineScenario
{
    private const int Rounds = 3;
    private const int Projects = 7_000;
    private static readonly TimeSpan FirstWarmUp = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(0.3);

    public static string FileOf(string name) => RepositoryRoot.Combine("tests", "Benchmarks", "Engine", name);

    public static async Task RunAsync(BenchmarkOptions options, TextWriter output)
    {
        await NodeProgram.InstallAsync("tests", "Benchmarks", "Engine");
        await PinAsync();
        var folder = Directory.CreateTempSubdirectory("ibm-engine-").FullName;
        try
        {
            var data = Path.Combine(folder, "projects.json");
            await File.WriteAllTextAsync(data, JsonSerializer.Serialize(EngineData.Projects(Projects), EngineServer.DataFormat));
            await using var ours = await ServerProcess.StartAsync("ours", "dotnet", [Environment.GetCommandLineArgs()[0], EngineServer.GraphQL], data);
            foreach (var query in EngineQuery.All)
                await File.WriteAllBytesAsync(Path.Combine(folder, $"{query.Name}.answer"), Ask(ours, query));
            await using var bytes = await ServerProcess.StartAsync("bare Kestrel, the same bytes", "dotnet", [Environment.GetCommandLineArgs()[0], EngineServer.Bytes], folder);
            await using var yoga = await ServerProcess.StartAsync($"graphql-yoga {await VersionAsync("graphql-yoga")}", "node", ["yoga.js"], data);
            await using var mercurius = await ServerProcess.StartAsync(
                $"mercurius {await VersionAsync("mercurius")} with graphql-jit {await VersionAsync("graphql-jit")}", "node", ["mercurius.js"], data);
            await output.WriteLineAsync(
                $"{RuntimeInformation.FrameworkDescription} on {RuntimeInformation.OSDescription}, Node.js {await NodeVersionAsync()}, graphql {await VersionAsync("graphql")}");
            await output.WriteLineAsync($"{options.Clients} clients (4 for the list) on core 0, each server on core {ServerProcess.Core}, {options.Seconds} s a server and query in {Rounds} alternating rounds");
            foreach (var query in EngineQuery.All)
                await CompareAsync(query, [ours, bytes, yoga, mercurius], options, output);
            await EngineCosts.ReportAsync(ours, bytes, output);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    public static SocketClient Client(ServerProcess server, EngineQuery query, int connections, int expected) =>
        new(server.Name, server.Port, server.Name.StartsWith("bare", StringComparison.Ordinal) ? $"/{query.Name}" : "/graphql", query.Body, connections, expected);

    public static byte[] Ask(ServerProcess server, EngineQuery query)
    {
        using var client = Client(server, query, 1, 0);
        return client.Ask();
    }

    private static async Task CompareAsync(EngineQuery query, ServerProcess[] servers, BenchmarkOptions options, TextWriter output)
    {
        var answers = servers.Select(server => Ask(server, query)).ToArray();
        var right = JsonNode.Parse(answers[0]);
        for (var i = 1; i < servers.Length; i++)
        {
            if (!JsonNode.DeepEquals(right, JsonNode.Parse(answers[i])))
                throw new InvalidOperationException($"{servers[i].Name} answers the query \"{query.Name}\" otherwise than {servers[0].Name}.");
        }

        var measured = servers.Select(server => new ServerMeasurement(server.Name)).ToArray();
        for (var round = -1; round < Rounds; round++)
        {
            // Each round begins with another server, so that none always follows the same one.
            for (var turn = 0; turn < servers.Length; turn++)
            {
                var i = (turn + round + servers.Length) % servers.Length;
                using var client = Client(servers[i], query, Math.Min(options.Clients, query.MostClients), answers[i].Length);
                client.Load(round < 0 ? FirstWarmUp : WarmUp);
                if (round < 0) continue;
                var before = servers[i].ProcessorTime;
                var start = Stopwatch.GetTimestamp();
                var latencies = client.Load(TimeSpan.FromSeconds((double)options.Seconds / Rounds));
                measured[i].Add(latencies, Stopwatch.GetElapsedTime(start), servers[i].ProcessorTime - before);
            }
        }

        await output.WriteLineAsync($"{query.Name}: {answers[0].Length.ToString(CultureInfo.InvariantCulture)} bytes");
        foreach (var one in measured) await output.WriteLineAsync($"  {one}");
        await output.WriteLineAsync("  ours : bare Kestrel " + measured[0].Beside(measured[1], query.OfBytes));
        await output.WriteLineAsync("  ours : yoga         " + measured[0].Beside(measured[2], 4));
        await output.WriteLineAsync("  ours : mercurius    " + measured[0].Beside(measured[3], 2));
    }

    /// <summary>Puts the client on the core that no server has.</summary>
    private static async Task PinAsync()
    {
        using var taskset = Process.Start(new ProcessStartInfo("taskset", ["-a", "-p", "-c", "0", Environment.ProcessId.ToString(CultureInfo.InvariantCulture)])
        {
            RedirectStandardOutput = true,
        })!;
        await taskset.WaitForExitAsync();
    }

    private static async Task<string> VersionAsync(string package) =>
        (string)JsonNode.Parse(await File.ReadAllTextAsync(FileOf($"node_modules/{package}/package.json")))!["version"]!;

    private static async Task<string> NodeVersionAsync()
    {
        using var node = Process.Start(new ProcessStartInfo("node", ["--version"]) { RedirectStandardOutput = true })!;
        return (await node.StandardOutput.ReadToEndAsync()).Trim();
    }
}
