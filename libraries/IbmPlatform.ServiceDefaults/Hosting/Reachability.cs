using System.Net.Sockets;
using IbmPlatform.Mongo.Client;
using IbmPlatform.Mongo.Protocol;
using IbmPlatform.ServiceDefaults.Bus;

namespace IbmPlatform.ServiceDefaults.Hosting;

/// <summary>Asks store and broker before anything is built on them, so that a wrong address is told in one sentence.</summary>
internal static class Reachability
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <exception cref="StartupException">No answer while processes that start together have had time to come up.</exception>
    public static Task StoreAsync(MongoClient client, string address, TimeProvider time, CancellationToken cancellationToken) => TryAsync(
        ct => client.GetDatabase("admin").RunCommandAsync(new BsonDocument("ping", 1), ct),
        e => e is MongoException,
        e => $"The store {Redacted(address)} cannot be used: {e.Message} Start it (dotnet run --project libraries/IbmPlatform.Mongo.Server) or give its address with --store.",
        time,
        cancellationToken);

    /// <exception cref="StartupException">No answer while processes that start together have had time to come up.</exception>
    public static Task BrokerAsync(BusOptions bus, TimeProvider time, CancellationToken cancellationToken)
    {
        if (bus.Broker is not { } broker)
            return Task.CompletedTask;
        var port = broker.Port > 0 ? broker.Port : broker.Scheme == "amqps" ? 5671 : 5672;
        return TryAsync(
            async ct =>
            {
                using var client = new TcpClient();
                await client.ConnectAsync(broker.Host, port, ct).ConfigureAwait(false);
            },
            e => e is SocketException,
            e => $"The broker at {broker.Host}:{port} cannot be reached: {e.Message}. Start RabbitMQ, give its address with --bus amqp://…, or take --bus in-memory.",
            time,
            cancellationToken);
    }

    private static async Task TryAsync(
        Func<CancellationToken, Task> attempt, Func<Exception, bool> isAway, Func<Exception, string> message, TimeProvider time, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        while (true)
        {
            try
            {
                await attempt(cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (Exception e) when (isAway(e))
            {
                if (time.GetElapsedTime(started) > Patience)
                    throw new StartupException(message(e), e);
                await Task.Delay(TimeSpan.FromMilliseconds(300), time, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    // A connection string may carry a password.
    private static string Redacted(string address) => System.Text.RegularExpressions.Regex.Replace(address, "//[^@/]*@", "//…@");
}
