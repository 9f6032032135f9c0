using System.Globalization;
using IbmPlatform.Mongo.Client;
using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.ServiceDefaults.Events;

/// <summary>
/// Lets one of several processes do a job for a while. It saves work and is no lock: the job itself must stand being done twice at once.
/// </summary>
public sealed class Lease(MongoDatabase database, string job, TimeProvider time)
{
    /// <summary>How long a holder may be silent before another takes over.</summary>
    public static readonly TimeSpan Term = TimeSpan.FromSeconds(10);

    private readonly MongoCollection<BsonDocument> leases = database.GetCollection<BsonDocument>("leases");
    private readonly string holder = Guid.CreateVersion7().ToString("n", CultureInfo.InvariantCulture);
    private DateTimeOffset renewAt = DateTimeOffset.MinValue;

    /// <summary>Takes the lease, or renews it once half its term has passed: an idle process writes no more than that. False while another holds it.</summary>
    public async Task<bool> TryHoldAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (now < renewAt)
            return true;
        var free = new BsonArray { new BsonDocument("holder", holder), new BsonDocument("until", new BsonDocument("$lt", now)) };
        var filter = new BsonDocument { ["_id"] = job, ["$or"] = free };
        var update = new BsonDocument("$set", new BsonDocument { ["holder"] = holder, ["until"] = now + Term });
        try
        {
            await leases.UpdateOneAsync(filter, update, new UpdateOptions { Upsert = true }, cancellationToken).ConfigureAwait(false);
            renewAt = now + (Term / 2);
            return true;
        }
        catch (MongoDuplicateKeyException)
        {
            // The lease is there and matches neither condition, so the upsert tried to insert it again.
            return false;
        }
    }

    /// <summary>Gives it back, so that another need not wait for the term to end.</summary>
    public Task ReleaseAsync(CancellationToken cancellationToken)
    {
        renewAt = DateTimeOffset.MinValue;
        return leases.DeleteOneAsync(new BsonDocument { ["_id"] = job, ["holder"] = holder }, cancellationToken);
    }
}
