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
    public async Task ParkAsync(string queue, string eventId, object message, Exception reason, CancellationToken cancellationToken)
    {
        var document = new BsonDocument
        {
            ["_id"] = $"{queue}/{eventId}",
            ["queue"] = queue,
            ["eventId"] = eventId,
            ["at"] = time.GetUtcNow(),
            ["reason"] = $"{reason.GetType().Name}: {reason.Message}",
            ["message"] = JsonSerializer.Serialize(message, message.GetType(), ValuesJson.Options),
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
