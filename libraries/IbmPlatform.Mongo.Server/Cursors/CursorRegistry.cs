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

    public CursorRegistry(TimeProvider clock, TimeSpan timeout)
    {
        this.clock = clock;
        this.timeout = timeout;
        var period = TimeSpan.FromTicks(Math.Max(timeout.Ticks / 10, TimeSpan.TicksPerMillisecond * 10));
        sweeper = clock.CreateTimer(_ => Sweep(), null, period, period);
    }

    public int Count => cursors.Count;

    public OpenCursor Add(Database? database, string ns, ResultStream results, bool neverExpires, string? owner)
    {
        if (cursors.Count >= MaxOpen)
        {
            throw new CommandException(ServerErrorCodes.OperationFailed,
                $"{MaxOpen} cursors are open, which is the most that this server keeps; close those that are not read out.");
        }

        while (true)
        {
            var id = BitConverter.ToInt64(RandomNumberGenerator.GetBytes(8)) & long.MaxValue;
            var cursor = new OpenCursor(id, database, ns, results) { NeverExpires = neverExpires, Owner = owner, LastUsed = clock.GetTimestamp() };
            if (id != 0 && cursors.TryAdd(id, cursor))
                return cursor;
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
        cursors.TryGetValue(id, out var cursor) && cursor.Namespace == ns && cursor.Owner == owner && cursors.TryRemove(id, out _);

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
            cursors.TryRemove(cursor.Id, out _);
        }
    }
}
