using IbmPlatform.Mongo.Server.Storage;

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

    /// <summary>The id of the user that opened it; null where nobody was authenticated.</summary>
    public string? Owner { get; init; }

    public long LastUsed { get; set; }

    public bool NeverExpires { get; init; }

    public bool TryEnter() => Interlocked.Exchange(ref inUse, 1) == 0;

    public void Leave() => Volatile.Write(ref inUse, 0);
}
