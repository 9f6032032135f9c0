namespace IbmPlatform.GraphQL.Server.Streaming;

/// <summary>Where the answers to one operation go, in the frames of a transport. Each call waits until the client has taken it.</summary>
internal interface IAnswerSink
{
    /// <summary>An answer; more may follow.</summary>
    Task NextAsync(ReadOnlyMemory<byte> answer, CancellationToken cancellationToken);

    /// <summary>The operation was refused, or its source has failed: an answer of <c>errors</c> only, which is the last.</summary>
    Task RefusedAsync(ReadOnlyMemory<byte> answer, CancellationToken cancellationToken);

    /// <summary>No more answers follow.</summary>
    Task CompleteAsync(CancellationToken cancellationToken);
}
