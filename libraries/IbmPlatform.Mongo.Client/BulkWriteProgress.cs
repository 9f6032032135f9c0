namespace IbmPlatform.Mongo.Client;

/// <summary>What a write of several messages had done when one of them failed.</summary>
/// <param name="Result">What the messages before did.</param>
/// <param name="Errors">The writes that they were refused, by the position in the call.</param>
public sealed record BulkWriteProgress(BulkWriteResult Result, IReadOnlyList<WriteError> Errors);
