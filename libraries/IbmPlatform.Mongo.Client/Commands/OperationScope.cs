using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Client.Commands;

/// <summary>What holds for all operations of a database or collection as the caller has it.</summary>
/// <param name="ReadPreference">Which servers answer reads of documents.</param>
/// <param name="Session">The caller's own session; null takes one of the pool for each operation.</param>
/// <param name="Timeout">Instead of the connection string's timeoutMS; null leaves that one.</param>
/// <param name="WriteConcern">Instead of the connection string's; null leaves that one, an empty one leaves it to the server.</param>
/// <param name="ReadConcernLevel">Instead of the connection string's; null leaves that one, an empty one leaves it to the server.</param>
internal sealed record OperationScope(
    ReadPreference ReadPreference, ClientSession? Session = null, TimeSpan? Timeout = null, BsonDocument? WriteConcern = null, string? ReadConcernLevel = null)
{
    /// <summary>The same with another limit.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is neither positive nor infinite.</exception>
    public OperationScope WithTimeout(TimeSpan timeout) => timeout > TimeSpan.Zero || timeout == System.Threading.Timeout.InfiniteTimeSpan
        ? this with { Timeout = timeout }
        : throw new ArgumentOutOfRangeException(nameof(timeout), timeout, "A positive time expected, or Timeout.InfiniteTimeSpan for none.");

    /// <summary>The same with another write concern.</summary>
    /// <exception cref="ArgumentException">It asks for no acknowledgement.</exception>
    public OperationScope WithWriteConcern(BsonDocument concern) =>
        concern.Find("w") is { IsNumber: true } w && w.ToInt64() < 1
            ? throw new ArgumentException($"w={w} is not supported: a write that nobody acknowledges cannot be relied on.", nameof(concern))
            : this with { WriteConcern = concern };
}
