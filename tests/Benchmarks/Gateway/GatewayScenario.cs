using System.Net.Http.Json;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace IbmPlatform.Benchmarks.Gateway;

/// <summary>
/// A query that needs two services, through the gateway, beside the same bytes through plain YARP: same run, same client, same
/// process, in alternating rounds.
/// </summary>
internal static class GatewayScenario
{
    private const int Rounds = 3;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(2);

    // Projects come from one service; who takes part in them, with their organisations, from another.
    private const string Query =
        "query($first: Int!) { projects(first: $first, orderBy: [{ start: ASC }]) { totalCount nodes { id name { value { text } } period { start end } "
        + "participations { nodes { role organisation { id name { value { text } } acronym } } } } } }";

    public static async Task RunAsync(BenchmarkOptions options, TextWriter output)
    {
        await using var services = await TwoServices.StartAsync();
        await using var recorder = await RecordingSubgraph.StartAsync(services.Urls);
        await using var gateway = await RunningGateway.StartAsync(services.Urls);
        await using var overRecorded = await RunningGateway.StartAsync(recorder.Urls);
        var expected = await AskAsync(gateway.Url);
        if (!(await AskAsync(overRecorded.Url)).AsSpan().SequenceEqual(expected))
            throw new InvalidOperationException("The gateway answers otherwise over recorded services than over the services.");
        await using var yarp = await PlainProxy.StartAsync(expected);

        Target[] targets =
        [
            new("plain YARP, the same bytes", () => Request(yarp.Url), expected),
            new("gateway, both services' answers recorded", () => Request(overRecorded.Url), expected),
            new("gateway, both services over their store", () => Request(gateway.Url), expected),
        ];
        await output.WriteLineAsync($"{RuntimeInformation.FrameworkDescription} on {RuntimeInformation.OSDescription}, {Environment.ProcessorCount} cores; YARP {PlainProxy.Version}");
        await output.WriteLineAsync($"{expected.Length} bytes an answer, {options.Clients} clients, {options.Seconds} s a target in {Rounds} alternating rounds");
        var load = new LoadGenerator(options.Clients, WarmUp, TimeSpan.FromSeconds((double)options.Seconds / Rounds));
        var rounds = targets.ToDictionary(target => target.Name, _ => new List<Measurement>());
        for (var round = 0; round < Rounds; round++)
        {
            // Each round begins with another target, so that none always follows the same one.
            foreach (var target in targets.Skip(round % targets.Length).Concat(targets.Take(round % targets.Length)))
                rounds[target.Name].Add(await load.RunAsync(target));
        }
        await ReportAsync([.. targets.Select(target => Measurement.Pool(rounds[target.Name]))], output);
    }

    private static async Task ReportAsync(Measurement[] measured, TextWriter output)
    {
        foreach (var one in measured)
            await output.WriteLineAsync(one.ToString());
        var plain = measured[0];
        foreach (var one in measured.Skip(1))
        {
            await output.WriteLineAsync(FormattableString.Invariant(
                $"{one.Name} : plain YARP = {one.RequestsPerSecond / plain.RequestsPerSecond:F3} of the requests/s, {one.Median / plain.Median:F1} x the median, {one.P99 / plain.P99:F1} x the p99"));
        }
    }

    private static HttpRequestMessage Request(string url) => new(HttpMethod.Post, url) { Content = JsonContent.Create(new { query = Query, variables = new { first = 20 } }) };

    private static async Task<byte[]> AskAsync(string url)
    {
        using var http = new HttpClient();
        using var request = Request(url);
        using var response = await http.SendAsync(request);
        var body = await response.Content.ReadAsByteArrayAsync();
        using var answer = JsonDocument.Parse(body);
        return answer.RootElement.TryGetProperty("errors", out _)
            ? throw new InvalidOperationException($"The query has errors: {Encoding.UTF8.GetString(body)}")
            : body;
    }
}
