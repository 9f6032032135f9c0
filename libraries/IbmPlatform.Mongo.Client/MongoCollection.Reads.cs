using IbmPlatform.Mongo.Client.Commands;
using IbmPlatform.Mongo.Client.Mapping;
using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Client;

public sealed partial class MongoCollection<T>
{
    /// <summary>The first document that matches, or null (default) where none does.</summary>
    public async ValueTask<T?> FindOneAsync(BsonDocument filter, FindOptions? options = null, CancellationToken cancellationToken = default)
    {
        var command = new FindCommand(Database, Name, filter, options, single: true) { Preference = ReadPreference }.In(scope);
        using var reply = await executor.ExecuteAsync(command, cancellationToken).ConfigureAwait(false);
        return ReadFirst(reply.Body);
    }

    /// <summary>
    /// The documents that match, fetched in batches while they are enumerated. Leaving early closes the server's cursor.
    /// </summary>
    public IAsyncEnumerable<T> Find(BsonDocument filter, FindOptions? options = null, CancellationToken cancellationToken = default) =>
        new CursorReader<T>(executor, new FindCommand(Database, Name, filter, options, single: false) { Preference = ReadPreference }.In(scope), options?.BatchSize)
            .ReadAllAsync(cancellationToken);

    /// <summary>How many documents match.</summary>
    public async Task<long> CountDocumentsAsync(BsonDocument filter, CancellationToken cancellationToken = default)
    {
        BsonDocument[] pipeline =
        [
            new("$match", filter),
            new("$group", new BsonDocument { ["_id"] = 1, ["n"] = new BsonDocument("$sum", 1) }),
        ];
        var counted = await Aggregate<BsonDocument>(pipeline, cancellationToken: cancellationToken)
            .FirstOrDefaultAsync(cancellationToken).ConfigureAwait(false);
        return counted?["n"].ToInt64() ?? 0;
    }

    /// <summary>The different values of a field; of an array, its items.</summary>
    public async Task<IReadOnlyList<TField>> DistinctAsync<TField>(
        string field, BsonDocument? filter = null, CancellationToken cancellationToken = default)
    {
        var document = new BsonDocument { ["distinct"] = Name, ["key"] = field, ["query"] = filter ?? [] };
        var command = new DocumentCommand(Database, document, CommandKind.Read, Name) { Preference = ReadPreference }.In(scope);
        using var reply = await executor.ExecuteAsync(command, cancellationToken).ConfigureAwait(false);
        return ReadValues<TField>(reply.Body);
    }

    /// <summary>The results of a pipeline, fetched in batches while they are enumerated.</summary>
    public IAsyncEnumerable<TOut> Aggregate<TOut>(
        IReadOnlyList<BsonDocument> pipeline, AggregateOptions? options = null, CancellationToken cancellationToken = default) =>
        new CursorReader<TOut>(executor, new AggregateCommand(Database, Name, pipeline, options) { Preference = ReadPreference }.In(scope), options?.BatchSize)
            .ReadAllAsync(cancellationToken);

    /// <summary>All results of a pipeline at once.</summary>
    public async Task<IReadOnlyList<TOut>> AggregateAsync<TOut>(
        IReadOnlyList<BsonDocument> pipeline, AggregateOptions? options = null, CancellationToken cancellationToken = default) =>
        await Aggregate<TOut>(pipeline, options, cancellationToken).ToListAsync(cancellationToken).ConfigureAwait(false);

    private T? ReadFirst(RawBsonDocument reply)
    {
        if (!reply.TryFind("cursor"u8, out var cursor) || !cursor.AsDocument.TryFind("firstBatch"u8, out var batch))
            throw new MongoException("The reply to 'find' has no cursor.");
        var documents = batch.AsDocument.Read();
        return documents.Read() ? codec.ReadDocument(documents.GetNested()) : default;
    }

    private static List<TField> ReadValues<TField>(RawBsonDocument reply)
    {
        if (!reply.TryFind("values"u8, out var element))
            throw new MongoException("The reply to 'distinct' has no values.");
        var found = new List<TField>();
        var values = element.AsDocument.Read();
        while (values.Read())
            found.Add(Codecs.ReadElement<TField>(in values));
        return found;
    }
}
