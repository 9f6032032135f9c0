namespace IbmPlatform.GraphQL.Diagnostics;

/// <summary>A request that took long, for the log.</summary>
/// <param name="Name">The operation's name; null where it has none.</param>
/// <param name="DocumentHash">The lower-case hex SHA-256 of the document's text: what persisted documents are named by.</param>
/// <param name="Duration">From reading the document to the end of the first payload.</param>
/// <param name="FieldCount">The fields that the operation asks for, fragments expanded; 0 where the document has no such operation.</param>
/// <param name="ErrorCount">The errors that the answer lists; 0 where the client went away before there was one.</param>
public sealed record SlowOperation(string? Name, string DocumentHash, TimeSpan Duration, long FieldCount, int ErrorCount)
{
    /// <summary>From how long on an operation is slow, unless options say otherwise: 1 second.</summary>
    public static readonly TimeSpan DefaultThreshold = TimeSpan.FromSeconds(1);
}
