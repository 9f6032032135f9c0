using System.Text.Json;
using IbmPlatform.Mongo.Client;
using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Values;

namespace IbmPlatform.ServiceDefaults.Streams;

/// <summary>Messages that could not be applied, each with the reason, for an operator to look at.</summary>
public sealed class ParkedMessages(MongoDatabase database, TimeProvider time)
{
    private readonly MongoCollection<BsonDocument> parked = database.GetCollection<BsonDocument>("parked");

    /// <summary>Keeps a message aside; one that is parked already stays as it is.</summary>
    public Task ParkAsync(string queue, string eventId, object message, Exception reason, CancellationToken cancellationToken) =>
        ParkAsync(queue, eventId, JsonSerializer.Serialize(message, message.GetType(), ValuesJson.Options), reason, cancellationToken);

    /// <summary>Keeps a message aside as it came, because it could not even be read.</summary>
    public async Task ParkAsync(string queue, string eventId, string message, Exception reason, CancellationToken cancellationToken)
    {
        var document = new BsonDocument
        {
            ["_id"] = $"{queue}/{eventId}",
            ["queue"] = queue,
            ["eventId"] = eventId,
            ["at"] = time.GetUtcNow(),
            ["reason"] = $"{reason.GetType().Name}: {reason.Message}",
            ["message"] = message,
        };
        try
        {
            await parked.InsertOneAsync(document, cancellationToken).ConfigureAwait(false);
        }
        catch (MongoDuplicateKeyException)
        {
            // Parked when it came the first time.
        }
    }

    /// <summary>How many are parked.</summary>
    public Task<long> CountAsync(CancellationToken cancellationToken) => parked.CountDocumentsAsync([], cancellationToken: cancellationToken);
}
