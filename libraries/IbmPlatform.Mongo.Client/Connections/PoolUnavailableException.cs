namespace IbmPlatform.Mongo.Client.Connections;

/// <summary>The pool lends nothing: its server failed, or it is closed. Nothing was sent, so another server may be asked.</summary>
internal sealed class PoolUnavailableException(string message, bool isClosed) : MongoConnectionException(message)
{
    public bool IsClosed { get; } = isClosed;
}
