namespace IbmPlatform.Mongo.Client.Commands;

/// <summary>What holds for all operations of a database or collection as the caller has it.</summary>
/// <param name="ReadPreference">Which servers answer reads of documents.</param>
/// <param name="Session">The caller's own session; null takes one of the pool for each operation.</param>
/// <param name="Timeout">Instead of the connection string's timeoutMS; null leaves that one.</param>
internal sealed record OperationScope(ReadPreference ReadPreference, ClientSession? Session = null, TimeSpan? Timeout = null);
