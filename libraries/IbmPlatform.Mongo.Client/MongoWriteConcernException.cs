using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Client;

/// <summary>The write was carried out, but not acknowledged by as many members as asked for.</summary>
public sealed class MongoWriteConcernException : MongoCommandException
{
    /// <summary>Creates the error from the server's answer.</summary>
    public MongoWriteConcernException(int code, string codeName, string message, IReadOnlyList<string>? errorLabels, BsonDocument? reply)
        : base(code, codeName, message, errorLabels, reply) { }

    /// <summary>Creates the error with its message.</summary>
    public MongoWriteConcernException(string message) : base(message) { }

    /// <summary>Creates the error with its message and cause.</summary>
    public MongoWriteConcernException(string message, Exception? innerException) : base(message, innerException) { }

    /// <summary>Creates the error without a message.</summary>
    public MongoWriteConcernException() { }
}
