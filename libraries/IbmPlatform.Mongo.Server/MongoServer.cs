using System.Net;
using IbmPlatform.Mongo.Server.Connections;
using IbmPlatform.Mongo.Server.Storage;
using IbmPlatform.Mongo.Server.Users;

namespace IbmPlatform.Mongo.Server;

/// <summary>
/// A MongoDB server in this process: the wire protocol over one SQLite file a database. What it does not implement it refuses
/// with MongoDB's error codes; what it acknowledges is on the disk.
/// </summary>
public sealed class MongoServer : IAsyncDisposable
{
    private readonly ServerState state;
    private readonly List<Listener> listeners = [];

    private MongoServer(ServerState state) => this.state = state;

    /// <summary>The address listened on, with the port taken; null where it listens on none.</summary>
    public IPEndPoint? EndPoint => listeners.Select(listener => listener.EndPoint).FirstOrDefault(address => address is not null);

    /// <summary>Opens the data directory, checks every database in it, and listens.</summary>
    /// <exception cref="MongoServerException">The directory is locked, not writable or damaged, or the address cannot be had.</exception>
    public static MongoServer Start(MongoServerOptions options)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(options.DataDirectory);
        ArgumentOutOfRangeException.ThrowIfNegative(options.CursorMemoryBytes);
        DataDirectory data;
        try
        {
            data = DataDirectory.Open(options.DataDirectory);
        }
        catch (StorageException fault)
        {
            throw new MongoServerException(fault.Message, fault);
        }

        var server = new MongoServer(new ServerState(options, data));
        try
        {
            server.state.Users.Load();
            CheckReach(options, server.state.Users);
            server.Listen(options);
            return server;
        }
        catch (StorageException fault)
        {
            data.Abandon();
            throw new MongoServerException(fault.Message, fault);
        }
        catch
        {
            data.Abandon();
            throw;
        }
    }

    private void Listen(MongoServerOptions options)
    {
        var local = options.UnixSocket is { } path ? LocalSocket.Listen(path) : null;
        try
        {
            if (options.EndPoint is { } endPoint)
                listeners.Add(Listener.Start(endPoint, state));
        }
        catch
        {
            local?.Dispose();
            throw;
        }

        if (local is not null)
            listeners.Add(Listener.On(local, state));
    }

    private static void CheckReach(MongoServerOptions options, UserStore users)
    {
        if (options.EndPoint is not { } endPoint || IPAddress.IsLoopback(endPoint.Address))
            return;
        var reach = $"The server does not listen on {endPoint.Address}, where others could reach it";
        if (!options.Authentication)
            throw new MongoServerException($"{reach}, without authentication; bind a loopback address such as 127.0.0.1, or start it with --auth.");
        if (users.IsEmpty)
        {
            throw new MongoServerException(
                $"{reach}, before it has a user; start it with --auth on 127.0.0.1, make one (use admin; db.createUser(...)), then bind {endPoint.Address}.");
        }
    }

    /// <summary>A stream to this server that speaks the same protocol as a socket; close it to end the connection.</summary>
    public ValueTask<Stream> ConnectInProcess()
    {
        ObjectDisposedException.ThrowIf(state.Stopping.IsCancellationRequested, this);
        var (client, server) = DuplexPipe.Create();
        state.Connections.Begin(server, isLocal: true);
        return ValueTask.FromResult<Stream>(client);
    }

    /// <summary>Ends every connection, finishes the writes that are queued, and closes the databases.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var listener in listeners)
            await listener.DisposeAsync().ConfigureAwait(false);
        await state.DisposeAsync().ConfigureAwait(false);
    }
}
