using IbmPlatform.Mongo.Server.Indexes;

namespace IbmPlatform.Mongo.Server.Storage;

/// <summary>A unique key that another document holds already.</summary>
internal sealed class DuplicateKeyException(CollectionInfo collection, IndexInfo index, ReadOnlyMemory<byte> document)
    : Exception($"Duplicate key in index '{index.Name}' of collection '{collection.Name}'.")
{
    public CollectionInfo Collection { get; } = collection;

    public IndexInfo Index { get; } = index;

    /// <summary>The document that was refused.</summary>
    public ReadOnlyMemory<byte> Document { get; } = document;
}
