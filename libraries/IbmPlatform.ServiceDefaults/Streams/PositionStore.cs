using IbmPlatform.Mongo.Client;
using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.ServiceDefaults.Streams;

/// <summary>Durable positions, one a reader.</summary>
public sealed class PositionStore(MongoDatabase database)
{
    private readonly MongoCollection<BsonDocument> positions = database.GetCollection<BsonDocument>("positions");

    /// <summary>A reader's position; epoch 0 and sequence 0 for one that has not begun.</summary>
    public async Task<StreamPosition> ReadAsync(string reader, CancellationToken cancellationToken)
    {
        var found = await positions.FindOneAsync(new BsonDocument("_id", reader), cancellationToken: cancellationToken).ConfigureAwait(false);
        return found is null ? new(0, 0) : new(found["epoch"].ToInt64(), found["sequence"].ToInt64());
    }

    /// <summary>Every position, by reader.</summary>
    public async Task<IReadOnlyDictionary<string, StreamPosition>> ReadAllAsync(CancellationToken cancellationToken)
    {
        var all = new Dictionary<string, StreamPosition>(StringComparer.Ordinal);
        await foreach (var found in positions.Find([], null, cancellationToken).ConfigureAwait(false))
            all[found["_id"].AsString] = new(found["epoch"].ToInt64(), found["sequence"].ToInt64());
        return all;
    }

    /// <summary>Lets a reader begin again from the start.</summary>
    internal Task ForgetAsync(string reader, CancellationToken cancellationToken) =>
        positions.DeleteOneAsync(new BsonDocument("_id", reader), cancellationToken: cancellationToken);

    /// <summary>Moves on to a sequence, never back.</summary>
    public Task AdvanceAsync(string reader, long sequence, CancellationToken cancellationToken) =>
        MoveAsync(new BsonDocument { ["_id"] = reader, ["sequence"] = new BsonDocument("$lt", sequence) }, 0, sequence, cancellationToken);

    /// <summary>Moves one step, if the step before is done; false when it is not, or when this step is done already.</summary>
    internal Task<bool> StepAsync(string reader, long epoch, long sequence, CancellationToken cancellationToken)
    {
        var filter = new BsonDocument { ["_id"] = reader };
        if (sequence > 1)
            filter["sequence"] = sequence - 1;
        else
            filter["sequence"] = new BsonDocument("$lt", 1L);
        return MoveAsync(filter, epoch, sequence, cancellationToken, upsert: sequence == 1);
    }

    /// <summary>Begins again from the first event, because the owner was restored from a backup; once an epoch.</summary>
    internal Task<bool> RestartAsync(string reader, long epoch, CancellationToken cancellationToken) =>
        MoveAsync(new BsonDocument { ["_id"] = reader, ["epoch"] = new BsonDocument("$lt", epoch) }, epoch, 0, cancellationToken, upsert: false);

    private async Task<bool> MoveAsync(BsonDocument filter, long epoch, long sequence, CancellationToken cancellationToken, bool upsert = true)
    {
        var update = new BsonDocument { ["$set"] = new BsonDocument("sequence", sequence), ["$max"] = new BsonDocument("epoch", epoch) };
        try
        {
            var result = await positions.UpdateOneAsync(filter, update, new UpdateOptions { Upsert = upsert }, cancellationToken).ConfigureAwait(false);
            return result.MatchedCount == 1 || result.UpsertedId is not null;
        }
        catch (MongoDuplicateKeyException)
        {
            // The position is there and is further on than the filter allows.
            return false;
        }
    }
}
