using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using IbmPlatform.ServiceDefaults.Hosting;

namespace IbmPlatform.EndToEnd.Tests.Running;

/// <summary>The seven processes and the broker, as <c>services/distributed.sh</c> starts them.</summary>
public sealed class DistributedSystem : IAsyncLifetime
{
    private const string BrokerScript = "/usr/lib/rabbitmq/bin/rabbitmq-server";
    private const int PortsTaken = 24;
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(180);
    private static readonly TimeSpan QuietLimit = TimeSpan.FromSeconds(60);
    private static readonly string[] Services = ["projects", "countries", "stakeholders", "funding", "reports"];

    private readonly string directory = Directory.CreateTempSubdirectory("ibm-distributed-").FullName;
    private readonly string prefix = TestStore.Address is null ? "" : $"ibmtest{Guid.NewGuid():N}"[..20] + "_";
    private readonly Dictionary<string, RunningProcess> resumed = [];
    private RunningProcess? script;
    private GraphQLEndpoint? endpoint;
    private int firstPort;

    /// <summary>Whether anybody may write to it.</summary>
    internal bool TakesWrites { get; init; }

    /// <summary>The gateway; skips the calling test where there is no broker to run with.</summary>
    internal GraphQLEndpoint Endpoint
    {
        get
        {
            if (endpoint is not null)
                return endpoint;
            const string Reason = "RabbitMQ is not installed: 'apt-get install rabbitmq-server' (./test.sh does it where it may).";
            if (Environment.GetEnvironmentVariable("CI") == "true")
                Assert.Fail(Reason);
            Assert.Skip(Reason);
            return endpoint!;
        }
    }

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        if (!File.Exists(BrokerScript))
            return;
        firstPort = PortBlock.Free(PortsTaken);
        var url = $"http://127.0.0.1:{firstPort + PortsTaken - 1}";
        string[] store = TestStore.Address is { } address ? ["--store", address] : [];
        var start = new ProcessStartInfo(RepositoryRoot.Combine("services", "distributed.sh"), ["--urls", url, "--data-dir", directory, .. store]);
        start.Environment["IBMPLATFORM_DATABASE_PREFIX"] = prefix;
        start.Environment["CONFIGURATION"] = BuiltProgram.Configuration;
        start.Environment["FIRST_PORT"] = firstPort.ToString(CultureInfo.InvariantCulture);
        start.Environment["SKIP_BUILD"] = "1";
        if (TakesWrites)
            start.Environment["IBMPLATFORM_WRITES"] = "anonymous";
        script = await RunningProcess.StartAsync(start, "IbmPlatform answers at", StartLimit);
        endpoint = new GraphQLEndpoint(url);
        await WaitUntilQuietAsync();
    }

    /// <summary>Where one service answers by itself; the script gives ports in the order of the names. Skips as <see cref="Endpoint"/> does.</summary>
    internal Uri ServiceAddress(string service)
    {
        var place = Array.IndexOf(Services, service);
        Assert.True(place >= 0, $"There is no service {service}; there are {string.Join(", ", Services)}.");
        _ = Endpoint;
        return new Uri($"http://127.0.0.1:{firstPort + place}/graphql");
    }

    /// <summary>Kills one service, as a crash would; the result starts it again with the arguments that it had.</summary>
    internal async Task<ProcessStartInfo> KillAsync(string service)
    {
        var id = int.Parse(await File.ReadAllTextAsync(Path.Combine(directory, "pids", service)), CultureInfo.InvariantCulture);
        var arguments = Encoding.UTF8.GetString(await File.ReadAllBytesAsync($"/proc/{id}/cmdline")).TrimEnd('\0').Split('\0');
        using var process = Process.GetProcessById(id);
        process.Kill();
        await process.WaitForExitAsync();
        var start = new ProcessStartInfo(arguments[0], arguments[1..]);
        start.Environment["IBMPLATFORM_DATABASE_PREFIX"] = prefix;
        return start;
    }

    /// <summary>Starts a killed service again and returns once it is ready.</summary>
    internal async Task ResumeAsync(string service, ProcessStartInfo start)
    {
        resumed[service] = await RunningProcess.StartAsync(start, $"{service} is ready at", StartLimit);
        await WaitUntilQuietAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        endpoint?.Dispose();
        foreach (var service in resumed.Values)
            await service.DisposeAsync();
        if (script is not null)
            await script.DisposeAsync();
        if (prefix.Length > 0)
            await TestStore.DropAsync(prefix);
        Directory.Delete(directory, recursive: true);
    }

    /// <summary>Waits until every event has reached every service that follows it.</summary>
    private async Task WaitUntilQuietAsync()
    {
        var watch = Stopwatch.StartNew();
        var before = "";
        while (true)
        {
            var all = new List<StreamStatus>();
            var answers = new StringBuilder();
            foreach (var service in Services)
            {
                var answer = await Endpoint.Http.GetStringAsync($"/services/{service}/health/streams");
                answers.Append(answer);
                all.AddRange(JsonSerializer.Deserialize<StreamStatus[]>(answer, JsonSerializerOptions.Web) ?? []);
            }
            Assert.Equal(Services.Order(StringComparer.Ordinal), all.Select(status => status.Service).Order(StringComparer.Ordinal));
            // Processes are asked one after the other: only what was the same twice stood at one time everywhere.
            if (StreamStatus.IsQuiet(all) && answers.ToString() == before)
                return;
            before = answers.ToString();
            Assert.True(watch.Elapsed < QuietLimit, $"The bus was not quiet within {QuietLimit.TotalSeconds:F0} s:\n{string.Join('\n', all)}");
            await Task.Delay(100);
        }
    }
}
