namespace IbmPlatform.Mongo.Server.Storage;

/// <summary>What the storage layer can fail with, apart from a fault of the caller.</summary>
internal enum StorageFaultKind
{
    /// <summary>The file or a document in it is damaged; nothing of it is served.</summary>
    Damaged,

    /// <summary>No room is left for the write.</summary>
    DiskFull,

    /// <summary>The operating system refused a read or a write.</summary>
    InputOutput,

    /// <summary>A table went away under a reader: its collection or index was dropped.</summary>
    Dropped,

    /// <summary>The directory, file or lock cannot be used as asked.</summary>
    Unusable,
}
