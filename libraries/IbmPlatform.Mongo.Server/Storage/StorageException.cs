namespace IbmPlatform.Mongo.Server.Storage;

/// <summary>A fault of the file underneath: named with the file and, where known, the document.</summary>
internal sealed class StorageException(StorageFaultKind kind, string message, Exception? inner = null) : Exception(message, inner)
{
    public StorageFaultKind Kind { get; } = kind;
}
