namespace IbmPlatform.Mongo.Client;

/// <summary>The server cannot be reached, or the connection broke before the operation was sent or while it was only reading.</summary>
public class MongoConnectionException : MongoException
{
    /// <summary>Creates the error with its message.</summary>
    public MongoConnectionException(string message) : base(message) { }

    /// <summary>Creates the error with its message and cause.</summary>
    public MongoConnectionException(string message, Exception? innerException) : base(message, innerException) { }

    /// <summary>Creates the error without a message.</summary>
    public MongoConnectionException() { }
}
