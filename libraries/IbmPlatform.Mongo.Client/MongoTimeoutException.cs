namespace IbmPlatform.Mongo.Client;

/// <summary>A limit of time passed: server selection, the wait for a pooled connection, or the socket's.</summary>
public sealed class MongoTimeoutException : MongoException
{
    /// <summary>Creates the error with its message.</summary>
    public MongoTimeoutException(string message) : base(message) { }

    /// <summary>Creates the error with its message and cause.</summary>
    public MongoTimeoutException(string message, Exception? innerException) : base(message, innerException) { }

    /// <summary>Creates the error without a message.</summary>
    public MongoTimeoutException() { }
}
