using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Server;

/// <summary>A command that is refused, with MongoDB's own code.</summary>
internal sealed class CommandException(MongoErrorCode code, string message, Exception? inner = null) : Exception(message, inner)
{
    public MongoErrorCode Code { get; } = code;

    /// <summary>Fields that MongoDB adds to this error, such as the duplicate key.</summary>
    public BsonDocument? Details { get; init; }

    public static CommandException BadValue(string message) => new(MongoErrorCodes.BadValue, message);

    public static CommandException FailedToParse(string message) => new(MongoErrorCodes.FailedToParse, message);

    public static CommandException TypeMismatch(string message) => new(MongoErrorCodes.TypeMismatch, message);

    /// <summary>Something that MongoDB has and this server has not.</summary>
    public static CommandException NotSupported(string what) => new(
        MongoErrorCodes.NotImplemented, $"{what} is not supported by this embedded server; see its README for what is, or use a MongoDB server.");
}
