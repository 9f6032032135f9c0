namespace IbmPlatform.Mongo.Server.Cursors;

/// <summary>
/// What all open cursors hold together, and the limit of it: each alone may hold a sort of 100 MB, so a client that opens
/// cursors and does not read them out could otherwise take all of the server's memory.
/// </summary>
internal sealed class CursorMemory(long limit)
{
    private readonly Lock gate = new();
    private long held;

    public long Limit => limit;

    public long HeldBytes
    {
        get
        {
            lock (gate)
                return held;
        }
    }

    /// <summary>Counts what a cursor holds now in place of what it held before.</summary>
    /// <exception cref="CommandException">It holds more than before, and with it all cursors more than they may.</exception>
    public void Charge(OpenCursor cursor)
    {
        var bytes = cursor.HeldBytes;
        lock (gate)
        {
            // Killed while it was read: its share has gone back already.
            if (cursor.IsReleased)
                return;
            var others = held - cursor.ChargedBytes;
            if (bytes > cursor.ChargedBytes && others + bytes > limit)
            {
                throw new CommandException(ServerErrorCodes.ExceededMemoryLimit,
                    $"This cursor would hold {bytes} bytes of results that wait to be read; the other open cursors hold {others}, and all of them together "
                    + $"may hold {limit} ({nameof(MongoServerOptions.CursorMemoryBytes)}): read out or kill open cursors, or let this query gather less, "
                    + "by an index for its sort or by a limit.");
            }

            held = others + bytes;
            cursor.ChargedBytes = bytes;
        }
    }

    public void Release(OpenCursor cursor)
    {
        lock (gate)
        {
            held -= cursor.ChargedBytes;
            cursor.ChargedBytes = 0;
            cursor.IsReleased = true;
        }
    }
}
