namespace IbmPlatform.Mongo.Server;

/// <summary>The server cannot start: its message says why and what to do.</summary>
public sealed class MongoServerException : Exception
{
    /// <summary>Creates the error with its message.</summary>
    public MongoServerException(string message) : base(message) { }

    /// <summary>Creates the error with its message and cause.</summary>
    public MongoServerException(string message, Exception innerException) : base(message, innerException) { }

    /// <summary>Creates the error without a message.</summary>
    public MongoServerException() { }
}
