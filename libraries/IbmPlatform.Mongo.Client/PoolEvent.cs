namespace IbmPlatform.Mongo.Client;

/// <summary>Something that happened in the pool of connections to one server (Connection Monitoring and Pooling specification).</summary>
/// <param name="Kind">What.</param>
/// <param name="Address">The server, host:port.</param>
/// <param name="ConnectionId">Which connection of that pool, counted from 1; null for events of the whole pool.</param>
/// <param name="Reason">Why, by the specification's words: stale, idle, error, poolClosed; timeout, connectionError, poolClosed. Null for other events.</param>
/// <param name="Duration">How long it took to open the connection, or to get or not to get one; null for other events.</param>
public sealed record PoolEvent(PoolEventKind Kind, string Address, long? ConnectionId = null, string? Reason = null, TimeSpan? Duration = null);
