using IbmPlatform.Mongo.Server.Indexes;

namespace IbmPlatform.Mongo.Server.Storage;

/// <summary>What a database's writer keeps from one transaction to the next; only the writer uses it.</summary>
internal sealed class WriterState(SqliteConnection connection)
{
    // Those of dropped collections and of former sets of indexes go when there are this many.
    private const int MaxWriters = 1024;

    private readonly Dictionary<CollectionInfo, CollectionWriter> writers = new(ReferenceEqualityComparer.Instance);
    private long lastCollection;
    private long lastIndex;

    public SqliteConnection Connection => connection;

    /// <summary>Indexes that the transaction under way has made multikey, with the bits that it has saved.</summary>
    public Dictionary<IndexInfo, int> Raised { get; private set; } = new(ReferenceEqualityComparer.Instance);

    /// <summary>What to go back to where a part of the transaction is undone: its bits were saved in that part.</summary>
    public Dictionary<IndexInfo, int> CopyRaised() => new(Raised, ReferenceEqualityComparer.Instance);

    public void RestoreRaised(Dictionary<IndexInfo, int> before) => Raised = before;

    /// <summary>
    /// The number of a new collection. It was never another's while this database has been open: a cursor that stands in a
    /// collection that was dropped would go on in the table of the next one.
    /// </summary>
    public long NextCollection() => lastCollection = Math.Max(lastCollection, connection.QueryLong("SELECT coalesce(max(id), 0) FROM collections")) + 1;

    /// <summary>The number of a new index, for which the same holds.</summary>
    public long NextIndex() => lastIndex = Math.Max(lastIndex, connection.QueryLong("SELECT coalesce(max(id), 0) FROM indexes")) + 1;

    public CollectionWriter WriterOf(CollectionInfo collection)
    {
        if (writers.TryGetValue(collection, out var known))
            return known;
        if (writers.Count >= MaxWriters)
            writers.Clear();
        var writer = new CollectionWriter(this, collection);
        writers.Add(collection, writer);
        return writer;
    }
}
