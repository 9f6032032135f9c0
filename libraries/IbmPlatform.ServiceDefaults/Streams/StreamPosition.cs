namespace IbmPlatform.ServiceDefaults.Streams;

/// <summary>How far a reader of a log has come.</summary>
/// <param name="Epoch">The highest epoch seen; 0 before the first event.</param>
/// <param name="Sequence">Everything up to here is done; 0: nothing yet.</param>
public sealed record StreamPosition(long Epoch, long Sequence);
