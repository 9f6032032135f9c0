namespace IbmPlatform.Mongo.Client;

/// <summary>A write was sent and its reply was lost: it may or may not have been carried out. Read back before repeating it.</summary>
public sealed class MongoUnknownOutcomeException : MongoException
{
    /// <summary>Creates the error with its message.</summary>
    public MongoUnknownOutcomeException(string message) : base(message) { }

    /// <summary>Creates the error with its message and cause.</summary>
    public MongoUnknownOutcomeException(string message, Exception? innerException) : base(message, innerException) { }

    /// <summary>Creates the error without a message.</summary>
    public MongoUnknownOutcomeException() { }
}
