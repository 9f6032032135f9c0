namespace IbmPlatform.Mongo.Client;

/// <summary>Any error of this client.</summary>
public class MongoException : Exception
{
    /// <summary>Creates the error with its message.</summary>
    public MongoException(string message) : base(message) { }

    /// <summary>Creates the error with its message and cause.</summary>
    public MongoException(string message, Exception? innerException) : base(message, innerException) { }

    /// <summary>Creates the error without a message.</summary>
    public MongoException() { }

    /// <summary>
    /// Hints on how to go on, by the server or, where a connection broke, by the client: RetryableWriteError says that the write may be sent
    /// again, NoWritesPerformed that it certainly was not carried out.
    /// </summary>
    public IReadOnlyList<string> ErrorLabels { get; internal set; } = [];

    /// <summary>What the messages of a bulk write or an insert of many did before the one that failed; null where that was the first.</summary>
    public BulkWriteProgress? DoneBefore { get; internal set; }
}
