using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Client;

/// <summary>The server carried a write out in part or not at all; says which documents it refused.</summary>
public class MongoWriteException : MongoCommandException
{
    /// <summary>Creates the error from the refused documents; there is at least one.</summary>
    public MongoWriteException(IReadOnlyList<WriteError> errors, int writtenCount, BsonDocument? reply)
        : base(errors[0].Code, NameOf(errors[0].Code), errors[0].Message, reply: reply)
    {
        WriteErrors = errors;
        WrittenCount = writtenCount;
    }

    /// <summary>Creates the error with its message.</summary>
    public MongoWriteException(string message) : base(message) { }

    /// <summary>Creates the error with its message and cause.</summary>
    public MongoWriteException(string message, Exception? innerException) : base(message, innerException) { }

    /// <summary>Creates the error without a message.</summary>
    public MongoWriteException() { }

    /// <summary>The refused documents.</summary>
    public IReadOnlyList<WriteError> WriteErrors { get; } = [];

    /// <summary>How many documents of the call were written.</summary>
    public int WrittenCount { get; }

    /// <summary>What was written was not acknowledged by as many members as asked for, either; null where it was.</summary>
    public MongoWriteConcernException? WriteConcernError { get; internal set; }

    private static string NameOf(int code) => code == MongoErrorCodes.DuplicateKey.Code ? MongoErrorCodes.DuplicateKey.Name : "WriteError";
}
