using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Client;

/// <summary>The server answered a command with an error.</summary>
public class MongoCommandException : MongoException
{
    /// <summary>Creates the error from the server's answer.</summary>
    public MongoCommandException(int code, string codeName, string message, IReadOnlyList<string>? errorLabels = null, BsonDocument? reply = null)
        : base(message)
    {
        Code = code;
        CodeName = codeName;
        ErrorLabels = errorLabels ?? [];
        Reply = reply;
    }

    /// <summary>Creates the error with its message.</summary>
    public MongoCommandException(string message) : base(message) { }

    /// <summary>Creates the error with its message and cause.</summary>
    public MongoCommandException(string message, Exception? innerException) : base(message, innerException) { }

    /// <summary>Creates the error without a message.</summary>
    public MongoCommandException() { }

    /// <summary>The server's number of the error (see <see cref="MongoErrorCodes"/>); 0 where it gave none.</summary>
    public int Code { get; }

    /// <summary>The server's name of the error.</summary>
    public string CodeName { get; } = "";

    /// <summary>The whole reply, where there is one.</summary>
    public BsonDocument? Reply { get; }
}
