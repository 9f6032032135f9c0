using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Client;

/// <summary>A unique index has the key already (code 11000).</summary>
public sealed class MongoDuplicateKeyException : MongoWriteException
{
    /// <summary>Creates the error from the refused documents.</summary>
    public MongoDuplicateKeyException(IReadOnlyList<WriteError> errors, int writtenCount, BsonDocument? keyPattern, BsonDocument? keyValue, BsonDocument? reply)
        : base(errors, writtenCount, reply)
    {
        KeyPattern = keyPattern;
        KeyValue = keyValue;
    }

    /// <summary>Creates the error with its message.</summary>
    public MongoDuplicateKeyException(string message) : base(message) { }

    /// <summary>Creates the error with its message and cause.</summary>
    public MongoDuplicateKeyException(string message, Exception? innerException) : base(message, innerException) { }

    /// <summary>Creates the error without a message.</summary>
    public MongoDuplicateKeyException() { }

    /// <summary>The index's key, such as <c>{ slug: 1 }</c>, where the server told it.</summary>
    public BsonDocument? KeyPattern { get; }

    /// <summary>The values that are there already, where the server told them.</summary>
    public BsonDocument? KeyValue { get; }
}
