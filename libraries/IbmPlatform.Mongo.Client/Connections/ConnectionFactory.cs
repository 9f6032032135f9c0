using System.Net.Security;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Security.Authentication;
using IbmPlatform.Mongo.Client.Authentication;
using IbmPlatform.Mongo.Client.Commands;
using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Client.Connections;

/// <summary>Opens connections: TCP, TLS, hello, authentication.</summary>
internal sealed class ConnectionFactory(MongoSettings settings, MongoClientOptions options)
{
    private readonly TlsSettings? tls = settings.Tls ? TlsSettings.Load(settings) : null;

    public MongoSettings Settings => settings;

    public TimeProvider Clock => options.TimeProvider;

    public Action<PoolEvent>? PoolListener => options.OnPoolEvent;

    /// <summary>Opens a connection that is ready for commands.</summary>
    /// <exception cref="MongoConnectionException">The server cannot be reached.</exception>
    /// <exception cref="MongoAuthenticationException">It refuses the credentials.</exception>
    public async ValueTask<Connection> OpenAsync(ServerAddress address, int generation, bool authenticate, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(settings.ConnectTimeout, Clock);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        Connection? connection = null;
        try
        {
            var stream = await OpenStreamAsync(address, linked.Token).ConfigureAwait(false);
            connection = new Connection(options.StreamWrapper?.Invoke(stream) ?? stream, address, Clock) { Generation = generation };
            await GreetAsync(connection, linked.Token).ConfigureAwait(false);
            // An arbiter has no users (authentication specification).
            if (authenticate && settings.Credential is { } credential && !connection.Hello.IsArbiter)
                await AuthenticateAsync(connection, credential, linked.Token).ConfigureAwait(false);
            return connection;
        }
        catch (Exception fault)
        {
            if (connection is not null)
                await connection.DisposeAsync().ConfigureAwait(false);
            if (fault is OperationCanceledException && !cancellationToken.IsCancellationRequested)
                throw new MongoConnectionException($"{address} did not answer within connectTimeoutMS={settings.ConnectTimeout.TotalMilliseconds:0}.", fault);
            if (fault is IOException or SocketException or AuthenticationException or BsonException or TimeoutException)
                throw Unreachable(address, fault);
            throw;
        }
    }

    /// <summary>Asks a server that has greeted already how it is now; one from before hello is asked by its old name.</summary>
    public async ValueTask<HelloReply> HelloAsync(Connection connection, CancellationToken cancellationToken) =>
        new()
        {
            Document = await connection.SendAsync(
                "admin", new BsonDocument(connection.Hello.UnderstandsHello ? "hello" : "isMaster", 1), settings.ConnectTimeout, cancellationToken)
                .ConfigureAwait(false),
        };

    /// <summary>Asks a server to answer when it is no longer as it said last, or after a heartbeat.</summary>
    public async ValueTask<HelloReply> AwaitHelloAsync(Connection connection, HelloReply last, CancellationToken cancellationToken)
    {
        var command = new BsonDocument
        {
            [connection.Hello.UnderstandsHello ? "hello" : "isMaster"] = 1,
            ["topologyVersion"] = last.Document["topologyVersion"],
            ["maxAwaitTimeMS"] = (long)settings.HeartbeatInterval.TotalMilliseconds,
        };
        var patience = settings.ConnectTimeout == Timeout.InfiniteTimeSpan ? settings.ConnectTimeout : settings.ConnectTimeout + settings.HeartbeatInterval;
        return new() { Document = await connection.SendAsync("admin", command, patience, cancellationToken).ConfigureAwait(false) };
    }

    private static ValueTask AuthenticateAsync(Connection connection, Credential credential, CancellationToken cancellationToken) =>
        credential.Mechanism == Credential.X509
            ? X509Authentication.AuthenticateAsync(connection, credential, cancellationToken)
            : ScramConversation.AuthenticateAsync(connection, credential, cancellationToken);

    private async ValueTask GreetAsync(Connection connection, CancellationToken cancellationToken)
    {
        // Every server answers the legacy form, so it comes first; it announces with helloOk that the new one may follow.
        // Behind a load balancer there are none so old, and the new one has to come at once (handshake specification).
        var command = settings.LoadBalanced
            ? new BsonDocument { ["hello"] = 1, ["helloOk"] = true, ["loadBalanced"] = true, ["client"] = ClientMetadata() }
            : new BsonDocument { ["isMaster"] = 1, ["helloOk"] = true, ["client"] = ClientMetadata() };
        if (settings.Compressors.Count > 0)
            command["compression"] = new BsonArray(settings.Compressors.Select(c => (BsonValue)c));
        if (settings.Credential is { Mechanism: null, User: not null } credential)
            command["saslSupportedMechs"] = $"{credential.Source}.{credential.User}";
        var asked = Clock.GetTimestamp();
        var reply = settings.LoadBalanced
            ? await connection.SendAsync("admin", command, settings.ConnectTimeout, cancellationToken).ConfigureAwait(false)
            : await connection.SendLegacyHelloAsync(command, settings.ConnectTimeout, cancellationToken).ConfigureAwait(false);
        if (reply.Find("ok")?.ToBoolean() != true)
            throw ServerErrors.FromReply(reply);
        var hello = new HelloReply { Document = reply };
        connection.HelloDuration = Clock.GetElapsedTime(asked);
        connection.Hello = hello;
        connection.Compressor = MessageCompressor.Agree(settings, hello);
        if (settings.LoadBalanced && connection.ServiceId is null)
        {
            throw new MongoConfigurationException(
                $"Driver attempted to initialize in load balancing mode, but the server does not support this mode: the hello of {connection.Address} has no serviceId. Remove loadBalanced=true, or let the routers know of the load balancer.");
        }
    }

    private async ValueTask<Stream> OpenStreamAsync(ServerAddress address, CancellationToken cancellationToken)
    {
        if (options.StreamFactory is { } open)
            return await open(cancellationToken).ConfigureAwait(false);
        var socket = address.NewSocket();
        try
        {
            await socket.ConnectAsync(address.EndPoint, cancellationToken).ConfigureAwait(false);
            var stream = new NetworkStream(socket, ownsSocket: true);
            return tls is null ? stream : await EncryptAsync(stream, address, tls, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static async ValueTask<Stream> EncryptAsync(Stream inner, ServerAddress address, TlsSettings tls, CancellationToken cancellationToken)
    {
        var stream = new SslStream(inner, leaveInnerStreamOpen: false);
        try
        {
            await stream.AuthenticateAsClientAsync(tls.For(address), cancellationToken).ConfigureAwait(false);
            return stream;
        }
        catch
        {
            await stream.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private BsonDocument ClientMetadata()
    {
        var metadata = new BsonDocument
        {
            ["driver"] = new BsonDocument { ["name"] = "IbmPlatform.Mongo.Client", ["version"] = "1" },
            ["os"] = new BsonDocument { ["type"] = OperatingSystem.IsWindows() ? "Windows" : OperatingSystem.IsMacOS() ? "Darwin" : "Linux" },
            ["platform"] = RuntimeInformation.FrameworkDescription,
        };
        if (settings.AppName is { } name)
            metadata["application"] = new BsonDocument("name", name);
        return metadata;
    }

    private static MongoConnectionException Unreachable(ServerAddress address, Exception fault) => new(
        $"The store at {address} cannot be reached: {fault.Message} Check that it runs and that the connection string names its host, port and tls setting.", fault);
}
