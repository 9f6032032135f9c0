using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace IbmPlatform.Standalone.Tests;

public sealed class StandaloneTests : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("ibm-standalone-").FullName;

    public void Dispose() => Directory.Delete(directory, recursive: true);

    [Fact]
    public async Task One_query_joins_the_services_on_the_first_start()
    {
        await using var standalone = await StandaloneProcess.StartAsync(directory);

        var answer = await standalone.AskAsync("""
            { country(code: "AM") { name { value(languages: ["fr"]) { text } }
                projects(orderBy: [{ start: ASC }]) { totalCount nodes { slug participations { nodes { role organisation { acronym } } } contributions { nodes { donor { id } instrument { code } } } } } }
              led: projects(where: { participations: { some: { organisation: { eq: "organisation/frontex" }, role: { eq: LEAD } } } }) { nodes { id } }
              node(id: "project/bomca-9") { __typename id } }
            """);

        Assert.False(answer.TryGetProperty("errors", out var errors), errors.ToString());
        var data = answer.GetProperty("data");
        Assert.Equal("Arménie", data.GetProperty("country").GetProperty("name").GetProperty("value").GetProperty("text").GetString());
        Assert.Equal(3, data.GetProperty("country").GetProperty("projects").GetProperty("totalCount").GetInt32());
        Assert.Contains("\"ENPI\"", data.GetRawText(), StringComparison.Ordinal);
        Assert.Equal("project/eap-ibm-cb", data.GetProperty("led").GetProperty("nodes")[0].GetProperty("id").GetString());
        Assert.Equal("Project", data.GetProperty("node").GetProperty("__typename").GetString());
    }

    [Fact]
    public async Task Killed_under_a_load_of_writes_it_keeps_every_one_that_was_acknowledged()
    {
        var acknowledged = new ConcurrentDictionary<string, int>();
        var cycles = int.Parse(Environment.GetEnvironmentVariable("IBM_KILL_CYCLES") ?? "3", CultureInfo.InvariantCulture);
        for (var round = 0; round < cycles; round++)
        {
            await using var standalone = await StandaloneProcess.StartAsync(directory, "--writes", "anonymous");
            await FindAllAsync(standalone, acknowledged);
            using var stop = new CancellationTokenSource();
            var writers = Enumerable.Range(0, 4).Select(writer => WriteAsync(standalone, $"r{round}-w{writer}", acknowledged, stop.Token)).ToList();
            await FirstOfRoundAsync(round, acknowledged);
            await Task.Delay(TimeSpan.FromMilliseconds(300 + (round % 7 * 150)));
            await standalone.KillAsync();
            await stop.CancelAsync();
            await Task.WhenAll(writers);
        }
        Assert.NotEmpty(acknowledged);
        await using var last = await StandaloneProcess.StartAsync(directory);
        await FindAllAsync(last, acknowledged);
    }

    [Fact]
    public async Task Ready_includes_that_the_services_have_heard_from_each_other()
    {
        await using var standalone = await StandaloneProcess.StartAsync(directory);

        var health = await standalone.GetAsync("/health/ready");

        Assert.Equal("ready", health.GetProperty("status").GetString());
        Assert.Equal("Healthy", health.GetProperty("checks").GetProperty("settled").GetProperty("status").GetString());
    }

    [Fact]
    public async Task Writing_is_refused_where_nobody_allowed_it()
    {
        await using var standalone = await StandaloneProcess.StartAsync(directory);

        var answer = await standalone.AskAsync("""mutation { upsertProject(input: { lookup: { slug: "x" }, patch: { phase: 1 } }) { userErrors { code } } }""");

        Assert.Equal("FORBIDDEN", answer.GetProperty("data").GetProperty("upsertProject").GetProperty("userErrors")[0].GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_start_that_cannot_succeed_says_why_and_how_to_mend_it()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var taken = ((IPEndPoint)listener.LocalEndpoint).Port;
        var broken = Directory.CreateDirectory(Path.Combine(directory, "broken")).FullName;
        await File.WriteAllTextAsync(Path.Combine(broken, "dataset.json"), "{}", TestContext.Current.CancellationToken);
        string[] over = ["--data-dir", Path.Combine(directory, "store")];

        var unknown = await StandaloneProcess.FailAsync("--port", "1");
        var noData = await StandaloneProcess.FailAsync([.. over, "--urls", "http://127.0.0.1:0", "--data", broken]);
        var noPort = await StandaloneProcess.FailAsync([.. over, "--urls", $"http://127.0.0.1:{taken}"]);
        var noAddress = await StandaloneProcess.FailAsync([.. over, "--urls", "http://127.0.0.1:99999"]);
        var noFolder = await StandaloneProcess.FailAsync("--data-dir", "");
        var noWriters = await StandaloneProcess.FailAsync([.. over, "--writes", "everybody"]);

        Assert.Equal((1, "\"--port\" is no argument; expected --urls URL, --data-dir DIR, --store-port PORT, --data DIR or --writes anonymous."), (unknown.ExitCode, unknown.Error.Trim()));
        Assert.Equal(1, noData.ExitCode);
        Assert.Contains("dataset.json: $.version: is missing; expected a string.", noData.Error, StringComparison.Ordinal);
        Assert.Equal((1, "--urls \"http://127.0.0.1:99999\" is no address to listen on; expected one such as http://127.0.0.1:8080, with a port from 0 to 65535."), (noAddress.ExitCode, noAddress.Error.Trim()));
        Assert.Equal((1, "--data-dir is empty; expected a folder, or leave it out."), (noFolder.ExitCode, noFolder.Error.Trim()));
        Assert.Equal((1, "--writes \"everybody\" is not known; expected anonymous, or leave it out and nobody may write."), (noWriters.ExitCode, noWriters.Error.Trim()));
        Assert.Equal((1, $"Another process listens at http://127.0.0.1:{taken}. Stop it, or choose another address with --urls."), (noPort.ExitCode, noPort.Error.Trim()));
        Assert.Equal("", noPort.Output.Trim());
        Assert.DoesNotContain("   at ", unknown.Error + noData.Error + noPort.Error, StringComparison.Ordinal);
    }

    /// <summary>Waits until the round's load is under way: a busy machine may take its time for the first write.</summary>
    private static async Task FirstOfRoundAsync(int round, ConcurrentDictionary<string, int> acknowledged)
    {
        var watch = Stopwatch.StartNew();
        while (!acknowledged.Keys.Any(slug => slug.StartsWith($"load-r{round}-", StringComparison.Ordinal)))
        {
            Assert.True(watch.Elapsed < TimeSpan.FromMinutes(2), "No write was acknowledged within two minutes.");
            await Task.Delay(20);
        }
    }

    private static async Task WriteAsync(StandaloneProcess standalone, string writer, ConcurrentDictionary<string, int> acknowledged, CancellationToken stop)
    {
        const string Mutation = "mutation($i: UpsertProjectInput!) { upsertProject(input: $i) { project { phase version } userErrors { message } } }";
        for (var i = 1; !stop.IsCancellationRequested; i++)
        {
            try
            {
                var slug = $"load-{writer}-{i / 5}";
                var input = new { lookup = new { slug }, patch = new { name = new[] { new { text = slug, language = "en" } }, phase = i } };
                var answer = await standalone.AskAsync(Mutation, new { i = input });
                if (answer.GetProperty("data").GetProperty("upsertProject").GetProperty("project") is { ValueKind: System.Text.Json.JsonValueKind.Object })
                    acknowledged[slug] = i;
            }
            catch (Exception e) when (e is HttpRequestException or IOException)
            {
                // The process was killed under this request: nothing was acknowledged.
                return;
            }
        }
    }

    private static async Task FindAllAsync(StandaloneProcess standalone, ConcurrentDictionary<string, int> acknowledged)
    {
        foreach (var chunk in acknowledged.Chunk(50))
        {
            var fields = chunk.Select((entry, i) => $"p{i}: project(by: {{ slug: \"{entry.Key}\" }}) {{ phase }}");
            var answer = await standalone.AskAsync($"{{ {string.Join(' ', fields)} }}");
            var data = answer.GetProperty("data");
            // A write in flight when the process died may stand too: then the phase is one more.
            Assert.All(chunk.Select((entry, i) => (entry, Found: data.GetProperty($"p{i}"))), x =>
                Assert.InRange(x.Found.GetProperty("phase").GetInt32(), x.entry.Value, x.entry.Value + 1));
        }
    }
}
