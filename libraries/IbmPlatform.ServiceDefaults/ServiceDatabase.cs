using System.Collections.Concurrent;
using IbmPlatform.Mongo.Client;
using IbmPlatform.Mongo.Protocol;
using IbmPlatform.ServiceDefaults.Caching;
using IbmPlatform.ServiceDefaults.Events;
using IbmPlatform.ServiceDefaults.Streams;

namespace IbmPlatform.ServiceDefaults;

/// <summary>One service's own database: its aggregates, its log, and the read models it keeps of others' events.</summary>
public sealed class ServiceDatabase
{
    private const string MetaCollection = "meta";

    private readonly ConcurrentDictionary<(Type State, string Collection), object> readModels = new();

    /// <summary>A service's database and the streams that its aggregates feed.</summary>
    /// <param name="service">The service's name.</param>
    /// <param name="database">Where its documents are.</param>
    /// <param name="streams">What it publishes.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cache">Keeps decoded records; null: one of its own.</param>
    public ServiceDatabase(string service, MongoDatabase database, IReadOnlyList<IEventStream> streams, TimeProvider time, RecordCache? cache = null)
    {
        Cache = cache ?? new RecordCache();
        Service = service;
        Database = database;
        Streams = streams.ToDictionary(s => s.Stream, StringComparer.Ordinal);
        Events = new EventLog(database);
        Tap = new Tap<LoggedEvent>(
            Events.LastSequenceAsync, async (sequence, limit, ct) => [.. (await Events.ReadAfterAsync(sequence, limit, ct).ConfigureAwait(false)).Select(e => (e.Sequence, e))], time);
        Outbox = new OutboxDispatcher(database, Events, streams, time, Tap);
        Positions = new PositionStore(database);
        Parked = new ParkedMessages(database, time);
    }

    /// <summary>Records decoded from its documents.</summary>
    internal RecordCache Cache { get; }

    /// <summary>The service's name, which is its database's too.</summary>
    public string Service { get; }

    /// <summary>The database.</summary>
    public MongoDatabase Database { get; }

    /// <summary>What it publishes, by stream name.</summary>
    public IReadOnlyDictionary<string, IEventStream> Streams { get; }

    /// <summary>Its log.</summary>
    public EventLog Events { get; }

    /// <summary>Tells subscribers what comes into the log.</summary>
    public Tap<LoggedEvent> Tap { get; }

    /// <summary>Copies events from aggregates into the log.</summary>
    public OutboxDispatcher Outbox { get; }

    /// <summary>How far the publisher and each consumer have come.</summary>
    public PositionStore Positions { get; }

    /// <summary>Messages that could not be applied.</summary>
    public ParkedMessages Parked { get; }

    /// <summary>Raised after a restore from a backup; part of every event.</summary>
    public long Epoch { get; private set; } = 1;

    /// <summary>The read model that follows one kind of another service's aggregates.</summary>
    public ReadModel<T> ReadModel<T>(string collection)
        where T : class =>
        (ReadModel<T>)readModels.GetOrAdd((typeof(T), collection), _ => new ReadModel<T>(Database, collection, Cache));

    /// <summary>
    /// After a restore from a backup: raises the epoch of all that stands, and has all of it published again, so that those who follow
    /// take it over what they had heard since the backup. No process may run over the database meanwhile. Doing it twice does no harm.
    /// </summary>
    /// <returns>The new epoch.</returns>
    public async Task<long> RaiseEpochAsync(CancellationToken cancellationToken)
    {
        await PrepareAsync(cancellationToken).ConfigureAwait(false);
        await Outbox.DrainAsync(cancellationToken).ConfigureAwait(false);
        var next = Epoch + 1;
        var update = new BsonDocument("$set", new BsonDocument("epoch", next));
        foreach (var stream in Streams.Values)
            await Database.GetCollection<BsonDocument>(stream.Collection).UpdateManyAsync([], update, cancellationToken: cancellationToken).ConfigureAwait(false);
        await Events.MoveToEpochAsync(next, cancellationToken).ConfigureAwait(false);
        var meta = Database.GetCollection<BsonDocument>(MetaCollection);
        await meta.UpdateOneAsync(
            new BsonDocument("_id", "epoch"), new BsonDocument("$set", new BsonDocument("value", next)), new UpdateOptions { Upsert = true }, cancellationToken)
            .ConfigureAwait(false);
        // Last: whoever publishes from the start does so under the new epoch.
        await Positions.ForgetAsync(EventPublisher.PositionName, cancellationToken).ConfigureAwait(false);
        return Epoch = next;
    }

    /// <summary>Creates indexes and reads the epoch.</summary>
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        await Events.PrepareAsync(cancellationToken).ConfigureAwait(false);
        foreach (var stream in Streams.Values)
        {
            await Database.GetCollection<BsonDocument>(stream.Collection)
                .CreateIndexesAsync([new IndexModel(Sort.Ascending(OutboxDispatcher.PendingField))], cancellationToken).ConfigureAwait(false);
        }
        var meta = Database.GetCollection<BsonDocument>(MetaCollection);
        var epoch = await meta.FindOneAsync(new BsonDocument("_id", "epoch"), cancellationToken: cancellationToken).ConfigureAwait(false);
        Epoch = epoch?["value"].ToInt64() ?? 1;
    }
}
