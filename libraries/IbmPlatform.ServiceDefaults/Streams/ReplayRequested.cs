namespace IbmPlatform.ServiceDefaults.Streams;

/// <summary>A consumer asks the owner of a stream to publish to its queue again.</summary>
/// <param name="Stream">The stream, as in <c>projects/project</c>.</param>
/// <param name="After">The position that the consumer has applied.</param>
/// <param name="Queue">Where to.</param>
public sealed record ReplayRequested(string Stream, long After, string Queue);
