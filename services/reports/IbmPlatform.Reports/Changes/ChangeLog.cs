using IbmPlatform.Mongo.Client;
using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Reports.Following;
using IbmPlatform.ServiceDefaults;
using Microsoft.Extensions.DependencyInjection;

namespace IbmPlatform.Reports.Changes;

/// <summary>
/// Appends to the feed. A change takes the number after the last when it arrives, whenever it happened: so it never takes a place that a
/// reader of the feed has passed already. Numbers are taken by insert, as in the owners' own logs; who comes second takes the next. None is
/// taken twice, and none is seen before those below it.
/// </summary>
internal sealed class ChangeLog([FromKeyedServices(ReportsService.ServiceName)] ServiceDatabase database, ChangeStore feed) : IDisposable
{
    private const int MaxAttempts = 1_000;

    private readonly MongoCollection<BsonDocument> changes = database.Database.GetCollection<BsonDocument>(Collections.Changes);
    private readonly SemaphoreSlim turn = new(1);
    private long known;

    /// <summary>After a restore of this service's database, numbers go on beyond all that were handed out before it.</summary>
    private long Floor => (database.Epoch - 1) << 40;

    /// <summary>Appends a change, unless it is there as its owner tells it now.</summary>
    /// <param name="entry">The change, without its number.</param>
    /// <param name="epoch">The owner's epoch.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="InvalidOperationException">Others took every number that was tried.</exception>
    public async Task AppendAsync(ChangeEntry entry, long epoch, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            var standing = await feed.NewestAsync(entry.Entity, entry.Version, cancellationToken).ConfigureAwait(false);
            if (standing is { } old)
            {
                if (old.Epoch >= epoch)
                    return;
                // Its owner was restored from a backup that has this change: it was told. Another of the same version was not.
                if (BsonMapper.ToDocument(entry with { Sequence = old.Entry.Sequence }).Equals(BsonMapper.ToDocument(old.Entry)))
                {
                    var newer = new BsonDocument("$max", new BsonDocument("sourceEpoch", epoch));
                    await changes.UpdateOneAsync(new BsonDocument("_id", old.Id), newer, cancellationToken: cancellationToken).ConfigureAwait(false);
                    return;
                }
            }
            var id = ChangeEntry.IdOf(entry.Entity, entry.Version);
            if (await TryInsertAsync(standing is null ? id : $"{id}+{epoch}", entry, epoch, cancellationToken).ConfigureAwait(false))
            {
                feed.Tap.Wake();
                return;
            }
        }
        throw new InvalidOperationException(
            $"Version {entry.Version} of {entry.Entity} found no free number in {MaxAttempts} attempts; see who else writes to the changes collection.");
    }

    public void Dispose() => turn.Dispose();

    private async Task<bool> TryInsertAsync(string id, ChangeEntry entry, long epoch, CancellationToken cancellationToken)
    {
        // One at a time: the streams of this process would only take numbers from each other.
        await turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var numbered = entry with { Sequence = Math.Max(known, Floor) + 1 };
            await changes.InsertOneAsync(
                new BsonDocument
                {
                    ["_id"] = id,
                    ["sourceEpoch"] = epoch,
                    ["sourceVersion"] = entry.Version,
                    ["state"] = BsonMapper.ToDocument(numbered),
                },
                cancellationToken).ConfigureAwait(false);
            known = numbered.Sequence;
            return true;
        }
        catch (MongoDuplicateKeyException)
        {
            // Another process was faster with the number or with the change itself: look again.
            known = await feed.LastAsync(cancellationToken).ConfigureAwait(false);
            return false;
        }
        finally
        {
            turn.Release();
        }
    }
}
