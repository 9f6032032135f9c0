namespace IbmPlatform.Mongo.Client;

/// <summary>The server refused the credentials, or did not prove that it knows them.</summary>
public sealed class MongoAuthenticationException : MongoException
{
    /// <summary>Creates the error with its message.</summary>
    public MongoAuthenticationException(string message) : base(message) { }

    /// <summary>Creates the error with its message and cause.</summary>
    public MongoAuthenticationException(string message, Exception? innerException) : base(message, innerException) { }

    /// <summary>Creates the error without a message.</summary>
    public MongoAuthenticationException() { }
}
