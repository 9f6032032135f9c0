using IbmPlatform.Mongo.Server.Indexes;

namespace IbmPlatform.Mongo.Server.Storage;

/// <summary>What a database's writer keeps from one transaction to the next; only the writer uses it.</summary>
internal sealed class WriterState(SqliteConnection connection)
{
    // Those of dropped collections and of former sets of indexes go when there are this many.
    private const int MaxWriters = 1024;

    private readonly Dictionary<CollectionInfo, CollectionWriter> writers = new(ReferenceEqualityComparer.Instance);

    public SqliteConnection Connection => connection;

    /// <summary>Indexes that the transaction under way has made multikey, with the bits that it has saved.</summary>
    public Dictionary<IndexInfo, int> Raised { get; private set; } = new(ReferenceEqualityComparer.Instance);

    /// <summary>What to go back to where a part of the transaction is undone: its bits were saved in that part.</summary>
    public Dictionary<IndexInfo, int> CopyRaised() => new(Raised, ReferenceEqualityComparer.Instance);

    public void RestoreRaised(Dictionary<IndexInfo, int> before) => Raised = before;

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
