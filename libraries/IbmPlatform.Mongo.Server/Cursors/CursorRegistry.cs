using System.Collections.Concurrent;
using System.Security.Cryptography;
using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Storage;

namespace IbmPlatform.Mongo.Server.Cursors;

/// <summary>The open cursors; those that nobody asks are forgotten after a time.</summary>
internal sealed class CursorRegistry : IAsyncDisposable
{
    // A client that opens cursors and never reads them out must not fill the memory within the timeout.
    private const int MaxOpen = 10_000;

    private readonly ConcurrentDictionary<long, OpenCursor> cursors = new();
    private readonly TimeProvider clock;
    private readonly TimeSpan timeout;
    private readonly ITimer sweeper;

    public CursorRegistry(TimeProvider clock, TimeSpan timeout, long memoryBytes)
    {
        Memory = new CursorMemory(memoryBytes);
        this.clock = clock;
        this.timeout = timeout;
        var period = TimeSpan.FromTicks(Math.Max(timeout.Ticks / 10, TimeSpan.TicksPerMillisecond * 10));
        sweeper = clock.CreateTimer(_ => Sweep(), null, period, period);
    }

    public int Count => cursors.Count;

    /// <summary>What they hold together.</summary>
    public CursorMemory Memory { get; }

    /// <summary>Keeps a result for the commands that will ask for the rest.</summary>
    /// <exception cref="CommandException">There are too many cursors, or they would hold too much.</exception>
    public OpenCursor Add(Func<long, OpenCursor> create)
    {
        if (cursors.Count >= MaxOpen)
        {
            throw new CommandException(ServerErrorCodes.OperationFailed,
                $"{MaxOpen} cursors are open, which is the most that this server keeps; close those that are not read out.");
        }

        while (true)
        {
            var id = BitConverter.ToInt64(RandomNumberGenerator.GetBytes(8)) & long.MaxValue;
            var cursor = create(id);
            cursor.LastUsed = clock.GetTimestamp();
            Memory.Charge(cursor);
            if (id != 0 && cursors.TryAdd(id, cursor))
                return cursor;
            Memory.Release(cursor);
        }
    }

    /// <summary>Takes a cursor for one command; give it back with <see cref="Leave"/>.</summary>
    public OpenCursor Enter(long id, string ns, string? owner)
    {
        if (!cursors.TryGetValue(id, out var cursor))
            throw new CommandException(MongoErrorCodes.CursorNotFound, $"cursor id {id} not found");
        if (cursor.Namespace != ns)
        {
            throw new CommandException(MongoErrorCodes.Unauthorized,
                $"Requested getMore on namespace '{ns}', but cursor belongs to a different namespace {cursor.Namespace}");
        }

        if (cursor.Owner != owner)
            throw new CommandException(MongoErrorCodes.Unauthorized, $"cursor id {id} was not created by the authenticated user");
        if (!cursor.TryEnter())
            throw new CommandException(MongoErrorCodes.CursorInUse, $"cursor id {id} is already in use");
        return cursor;
    }

    public void Leave(OpenCursor cursor)
    {
        cursor.LastUsed = clock.GetTimestamp();
        cursor.Leave();
    }

    public bool Remove(long id, string ns, string? owner) =>
        cursors.TryGetValue(id, out var cursor) && cursor.Namespace == ns && cursor.Owner == owner && Remove(cursor);

    public async ValueTask DisposeAsync()
    {
        await sweeper.DisposeAsync().ConfigureAwait(false);
        cursors.Clear();
    }

    private void Sweep()
    {
        foreach (var cursor in cursors.Values)
        {
            if (cursor.NeverExpires || clock.GetElapsedTime(cursor.LastUsed) < timeout || !cursor.TryEnter())
                continue;
            Remove(cursor);
        }
    }

    private bool Remove(OpenCursor cursor)
    {
        Memory.Release(cursor);
        cursor.Reading?.Kill();
        return cursors.TryRemove(cursor.Id, out _);
    }
}
