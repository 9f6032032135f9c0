namespace IbmPlatform.Mongo.Client;

/// <summary>A connection string or option that is malformed, contradictory or not supported.</summary>
public sealed class MongoConfigurationException : MongoException
{
    /// <summary>Creates the error with its message.</summary>
    public MongoConfigurationException(string message) : base(message) { }

    /// <summary>Creates the error with its message and cause.</summary>
    public MongoConfigurationException(string message, Exception? innerException) : base(message, innerException) { }

    /// <summary>Creates the error without a message.</summary>
    public MongoConfigurationException() { }
}
