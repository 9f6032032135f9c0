using IbmPlatform.Mongo.Server.Query.Execution;
using IbmPlatform.Mongo.Server.Storage;
using IbmPlatform.Mongo.Server.Users;

namespace IbmPlatform.Mongo.Server.Cursors;

/// <summary>A result that more can be asked of. Between commands it holds a position, never a transaction.</summary>
internal sealed class OpenCursor(long id, Database? database, string ns, ResultStream results)
{
    private int inUse;

    public long Id { get; } = id;

    public Database? Database { get; } = database;

    public string Namespace { get; } = ns;

    public ResultStream Results { get; } = results;

    /// <summary>A document read that did not fit into the last batch.</summary>
    public ReadOnlyMemory<byte>? Held { get; set; }

    /// <summary>What the command that opened it took on the wire: its filter and stages live as long as it does.</summary>
    public required int QueryBytes { get; init; }

    /// <summary>Roughly what it keeps in memory until it is asked again.</summary>
    public long HeldBytes => QueryBytes + Results.HeldBytes + (Held?.Length ?? 0);

    /// <summary>The part of <see cref="CursorMemory"/> that it has; only that may change it.</summary>
    public long ChargedBytes { get; set; }

    /// <summary>True once it is closed and its part has been given back.</summary>
    public bool IsReleased { get; set; }

    /// <summary>The id of the user that opened it; null where nobody was authenticated.</summary>
    public string? Owner { get; init; }

    /// <summary>What the command that opened it needed; who reads on needs it still.</summary>
    public required Access Needed { get; init; }

    /// <summary>The deadline of the command that reads it now; who kills the cursor ends that command.</summary>
    public Deadline? Reading { get; set; }

    public long LastUsed { get; set; }

    public bool NeverExpires { get; init; }

    public bool TryEnter() => Interlocked.Exchange(ref inUse, 1) == 0;

    public void Leave() => Volatile.Write(ref inUse, 0);
}
