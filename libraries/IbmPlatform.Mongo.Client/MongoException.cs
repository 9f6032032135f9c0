namespace IbmPlatform.Mongo.Client;

/// <summary>Any error of this client.</summary>
public class MongoException : Exception
{
    /// <summary>Creates the error with its message.</summary>
    public MongoException(string message) : base(message) { }

    /// <summary>Creates the error with its message and cause.</summary>
    public MongoException(string message, Exception? innerException) : base(message, innerException) { }

    /// <summary>Creates the error without a message.</summary>
    public MongoException() { }
}
