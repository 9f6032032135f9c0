namespace IbmPlatform.Mongo.Client;

/// <summary>A bulk write was carried out in part; says what was done, and why each other write was refused.</summary>
public sealed class MongoBulkWriteException : MongoWriteException
{
    /// <summary>Creates the error from the refused writes; there is at least one.</summary>
    public MongoBulkWriteException(IReadOnlyList<WriteError> errors, BulkWriteResult result)
        : base(errors, (int)(result.InsertedCount + result.MatchedCount + result.DeletedCount + result.UpsertedIds.Count), reply: null) => Result = result;

    /// <summary>Creates the error with its message.</summary>
    public MongoBulkWriteException(string message) : base(message) { }

    /// <summary>Creates the error with its message and cause.</summary>
    public MongoBulkWriteException(string message, Exception? innerException) : base(message, innerException) { }

    /// <summary>Creates the error without a message.</summary>
    public MongoBulkWriteException() { }

    /// <summary>What was done nevertheless.</summary>
    public BulkWriteResult? Result { get; }
}
