namespace IbmPlatform.Mongo.Client;

/// <summary>A document that does not fit its type, or a type that cannot be mapped.</summary>
public sealed class MongoMappingException : MongoException
{
    /// <summary>Creates the error with its message.</summary>
    public MongoMappingException(string message) : base(message) { }

    /// <summary>Creates the error with its message and cause.</summary>
    public MongoMappingException(string message, Exception? innerException) : base(message, innerException) { }

    /// <summary>Creates the error without a message.</summary>
    public MongoMappingException() { }
}
