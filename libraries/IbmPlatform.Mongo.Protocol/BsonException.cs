namespace IbmPlatform.Mongo.Protocol;

/// <summary>Bytes that are no valid BSON, or a value that BSON cannot hold.</summary>
public sealed class BsonException : FormatException
{
    /// <summary>Creates the error with its message.</summary>
    public BsonException(string message) : base(message) { }

    /// <summary>Creates the error with its message and cause.</summary>
    public BsonException(string message, Exception innerException) : base(message, innerException) { }

    /// <summary>Creates the error without a message.</summary>
    public BsonException() { }
}
