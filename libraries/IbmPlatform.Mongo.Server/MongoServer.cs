using System.Net;
using IbmPlatform.Mongo.Server.Connections;
using IbmPlatform.Mongo.Server.Storage;

namespace IbmPlatform.Mongo.Server;

/// <summary>
/// A MongoDB server in this process: the wire protocol over one SQLite file a database. What it does not implement it refuses
/// with MongoDB's error codes; what it acknowledges is on the disk.
/// </summary>
public sealed class MongoServer : IAsyncDisposable
{
    private readonly ServerState state;
    private readonly Listener? listener;

    private MongoServer(ServerState state, Listener? listener)
    {
        this.state = state;
        this.listener = listener;
    }

    /// <summary>The address listened on, with the port taken; null when there is no socket.</summary>
    public IPEndPoint? EndPoint => listener?.EndPoint;

    /// <summary>Opens the data directory, checks every database in it, and listens.</summary>
    /// <exception cref="MongoServerException">The directory is locked, not writable or damaged, or the address cannot be had.</exception>
    public static MongoServer Start(MongoServerOptions options)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(options.DataDirectory);
        if (options.EndPoint is { } endPoint && !IPAddress.IsLoopback(endPoint.Address))
        {
            throw new MongoServerException(
                $"The server has no users, so it does not listen on {endPoint.Address}, where others could reach it; bind a loopback address such as 127.0.0.1.");
        }

        DataDirectory data;
        try
        {
            data = DataDirectory.Open(options.DataDirectory);
        }
        catch (StorageException fault)
        {
            throw new MongoServerException(fault.Message, fault);
        }

        var state = new ServerState(options, data);
        try
        {
            return new MongoServer(state, options.EndPoint is null ? null : Listener.Start(options.EndPoint, state));
        }
        catch
        {
            data.Abandon();
            throw;
        }
    }

    /// <summary>A stream to this server that speaks the same protocol as a socket; close it to end the connection.</summary>
    public ValueTask<Stream> ConnectInProcess()
    {
        ObjectDisposedException.ThrowIf(state.Stopping.IsCancellationRequested, this);
        var (client, server) = DuplexPipe.Create();
        state.Connections.Begin(server);
        return ValueTask.FromResult<Stream>(client);
    }

    /// <summary>Ends every connection, finishes the writes that are queued, and closes the databases.</summary>
    public async ValueTask DisposeAsync()
    {
        if (listener is not null)
            await listener.DisposeAsync().ConfigureAwait(false);
        await state.DisposeAsync().ConfigureAwait(false);
    }
}
