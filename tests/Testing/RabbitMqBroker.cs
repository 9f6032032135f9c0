using System.Diagnostics;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;
using Xunit;

namespace IbmPlatform.Testing;

/// <summary>A real RabbitMQ node of its own: a private directory, free loopback ports, gone when disposed.</summary>
/// <remarks>
/// It runs the broker that Debian's package installs. Where that package is absent the calling test is skipped
/// with the reason; in CI the absence is a failure.
/// </remarks>
public sealed class RabbitMqBroker : IAsyncDisposable
{
    private const string ServerScript = "/usr/lib/rabbitmq/bin/rabbitmq-server";
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(90);

    private readonly string directory;
    private readonly int port;
    private readonly int distributionPort;
    private readonly int mapperPort;
    private Process? node;

    private RabbitMqBroker(string directory)
    {
        this.directory = directory;
        port = LoopbackPort.Free();
        distributionPort = LoopbackPort.Free();
        mapperPort = LoopbackPort.Free();
    }

    /// <summary>The address as MassTransit takes it.</summary>
    public Uri Address => new($"amqp://guest:guest@127.0.0.1:{port}/");

    /// <summary>Starts a broker and returns once it accepts an authenticated connection.</summary>
    public static async Task<RabbitMqBroker> StartAsync(CancellationToken cancellationToken = default)
    {
        if (!File.Exists(ServerScript))
            Requirement.Absent("RabbitMQ is not installed: 'apt-get install rabbitmq-server' (./test.sh does it where it may).");
        var broker = new RabbitMqBroker(Directory.CreateTempSubdirectory("ibm-rabbitmq-").FullName);
        await broker.ResumeAsync(cancellationToken);
        return broker;
    }

    /// <summary>Starts the node again on the same data after <see cref="StopAsync"/>.</summary>
    public async Task ResumeAsync(CancellationToken cancellationToken = default)
    {
        node = Process.Start(StartInfo()) ?? throw new InvalidOperationException($"{ServerScript} did not start.");
        node.OutputDataReceived += (_, _) => { };
        node.ErrorDataReceived += (_, _) => { };
        node.BeginOutputReadLine();
        node.BeginErrorReadLine();
        var watch = Stopwatch.StartNew();
        var factory = new ConnectionFactory { Uri = Address };
        while (true)
        {
            try
            {
                await using var connection = await factory.CreateConnectionAsync(cancellationToken);
                return;
            }
            catch (BrokerUnreachableException) when (watch.Elapsed < StartLimit && !node.HasExited)
            {
                await Task.Delay(200, cancellationToken);
            }
        }
    }

    /// <summary>Kills the node as a crash would; its durable data stay for <see cref="ResumeAsync"/>.</summary>
    public async Task StopAsync()
    {
        if (node is null)
            return;
        node.Kill(entireProcessTree: true);
        await node.WaitForExitAsync();
        node.Dispose();
        node = null;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        using var mapper = Process.Start(new ProcessStartInfo("epmd", $"-port {mapperPort} -kill")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        });
        if (mapper is not null)
            await mapper.WaitForExitAsync();
        Directory.Delete(directory, recursive: true);
    }

    private ProcessStartInfo StartInfo()
    {
        var start = new ProcessStartInfo(ServerScript)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = directory,
        };
        start.Environment["HOME"] = directory;
        start.Environment["RABBITMQ_NODENAME"] = $"ibm-test-{port}@localhost";
        start.Environment["RABBITMQ_NODE_IP_ADDRESS"] = "127.0.0.1";
        start.Environment["RABBITMQ_NODE_PORT"] = $"{port}";
        start.Environment["RABBITMQ_DIST_PORT"] = $"{distributionPort}";
        start.Environment["RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"] = "-kernel inet_dist_use_interface {127,0,0,1}";
        start.Environment["RABBITMQ_MNESIA_BASE"] = Path.Combine(directory, "mnesia");
        start.Environment["RABBITMQ_LOG_BASE"] = Path.Combine(directory, "log");
        start.Environment["RABBITMQ_ENABLED_PLUGINS_FILE"] = Path.Combine(directory, "plugins");
        start.Environment["RABBITMQ_PID_FILE"] = Path.Combine(directory, "pid");
        start.Environment["RABBITMQ_CONFIG_FILE"] = Path.Combine(directory, "rabbitmq");
        start.Environment["ERL_EPMD_ADDRESS"] = "127.0.0.1";
        start.Environment["ERL_EPMD_PORT"] = $"{mapperPort}";
        return start;
    }
}
