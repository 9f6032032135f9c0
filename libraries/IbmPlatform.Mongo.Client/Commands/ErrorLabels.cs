namespace IbmPlatform.Mongo.Client.Commands;

/// <summary>Labels of errors that bear on repeating a write (retryable writes specification).</summary>
internal static class ErrorLabels
{
    /// <summary>The write may be sent again under its transaction number.</summary>
    public const string RetryableWrite = "RetryableWriteError";

    /// <summary>The server refused before it did anything.</summary>
    public const string NoWritesPerformed = "NoWritesPerformed";

    /// <summary>What the client itself adds where a connection broke, and to the errors of servers that know no labels.</summary>
    public static IReadOnlyList<string> MayBeSentAgain { get; } = [RetryableWrite];
}
