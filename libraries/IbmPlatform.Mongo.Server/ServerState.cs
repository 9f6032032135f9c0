using IbmPlatform.Mongo.Server.Connections;
using IbmPlatform.Mongo.Server.Cursors;
using IbmPlatform.Mongo.Server.Maintenance;
using IbmPlatform.Mongo.Server.Storage;
using IbmPlatform.Mongo.Server.Users;

namespace IbmPlatform.Mongo.Server;

/// <summary>What all connections of a server share.</summary>
internal sealed class ServerState : IAsyncDisposable
{
    private readonly CancellationTokenSource stopping = new();
    private readonly ExpirySweep expiry;
    private int disposed;

    public ServerState(MongoServerOptions options, DataDirectory data)
    {
        Options = options;
        Data = data;
        Started = options.TimeProvider.GetTimestamp();
        Stopping = stopping.Token;
        Cursors = new CursorRegistry(options.TimeProvider, options.CursorTimeout, options.CursorMemoryBytes);
        Connections = new ConnectionSet(this);
        Users = new UserStore(data, options.TimeProvider);
        expiry = new ExpirySweep(this);
    }

    public MongoServerOptions Options { get; }

    public DataDirectory Data { get; }

    public CursorRegistry Cursors { get; }

    public ConnectionSet Connections { get; }

    public OperationKinds Operations { get; } = new();

    public UserStore Users { get; }

    public TimeProvider Clock => Options.TimeProvider;

    public long Started { get; }

    public CancellationToken Stopping { get; }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref disposed, 1) != 0)
            return;
        await stopping.CancelAsync().ConfigureAwait(false);
        await expiry.DisposeAsync().ConfigureAwait(false);
        await Connections.DisposeAsync().ConfigureAwait(false);
        await Cursors.DisposeAsync().ConfigureAwait(false);
        await Data.DisposeAsync().ConfigureAwait(false);
        stopping.Dispose();
    }
}
