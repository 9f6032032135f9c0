using System.Buffers;
using IbmPlatform.Mongo.Client.Commands;
using IbmPlatform.Mongo.Client.Connections;
using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Client;

/// <summary>A database. Cheap to make, safe to share.</summary>
public sealed class MongoDatabase
{
    private static readonly SearchValues<char> Forbidden = SearchValues.Create("/\\. \"$*<>:|?\0");
    private readonly CommandExecutor executor;

    private readonly OperationScope scope;

    internal MongoDatabase(CommandExecutor executor, string name, OperationScope scope)
    {
        if (name.Length is 0 or > 63 || name.AsSpan().IndexOfAny(Forbidden) >= 0)
            throw new ArgumentException($"'{name}' is no database name: 1 to 63 characters, none of / \\ . space \" $ * < > : | ? expected.", nameof(name));
        this.executor = executor;
        this.scope = scope;
        Name = name;
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>A collection whose documents are read as <typeparamref name="T"/>.</summary>
    public MongoCollection<T> GetCollection<T>(string name) => new(executor, Name, name, scope);

    /// <summary>The same database, all operations in a session.</summary>
    public MongoDatabase WithSession(ClientSession session) => new(executor, Name, scope with { Session = session });

    /// <summary>The same database with another limit than the connection string's timeoutMS for each operation; infinite takes it off.</summary>
    public MongoDatabase WithTimeout(TimeSpan timeout) => new(executor, Name, scope.WithTimeout(timeout));

    /// <summary>The same database, its collections read from other servers.</summary>
    public MongoDatabase WithReadPreference(ReadPreference preference) => new(executor, Name, scope with { ReadPreference = preference });

    /// <summary>The same database with another write concern than the connection string's, such as <c>{ w: 2, j: true }</c>; an empty one leaves it to the server.</summary>
    /// <exception cref="ArgumentException">It asks for no acknowledgement (w: 0).</exception>
    public MongoDatabase WithWriteConcern(BsonDocument concern) => new(executor, Name, scope.WithWriteConcern(concern));

    /// <summary>The same database with another level of read concern than the connection string's, such as <c>local</c>; an empty one leaves it to the server.</summary>
    public MongoDatabase WithReadConcern(string level) => new(executor, Name, scope with { ReadConcernLevel = level });

    /// <summary>Runs any command and returns its whole reply. It is never sent twice.</summary>
    /// <exception cref="MongoCommandException">The server answered with an error.</exception>
    public async Task<BsonDocument> RunCommandAsync(BsonDocument command, CancellationToken cancellationToken = default)
    {
        using var reply = await executor.ExecuteAsync(new DocumentCommand(Name, command, CommandKind.Write).In(scope), cancellationToken).ConfigureAwait(false);
        return reply.Body.ToDocument();
    }

    /// <summary>The names of its collections.</summary>
    public async Task<IReadOnlyList<string>> ListCollectionNamesAsync(CancellationToken cancellationToken = default)
    {
        var command = new BsonDocument { ["listCollections"] = 1, ["nameOnly"] = true, ["cursor"] = new BsonDocument() };
        var cursor = new CursorReader<BsonDocument>(executor, new DocumentCommand(Name, command, CommandKind.Read).In(scope), batchSize: null);
        return await cursor.ReadAllAsync(cancellationToken).Select(c => c["name"].AsString).ToListAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Its collections as the server describes them: name, type, options.</summary>
    public IAsyncEnumerable<BsonDocument> ListCollectionsAsync(BsonDocument? filter = null, CancellationToken cancellationToken = default)
    {
        var command = new BsonDocument { ["listCollections"] = 1, ["filter"] = filter ?? [], ["cursor"] = new BsonDocument() };
        return new CursorReader<BsonDocument>(executor, new DocumentCommand(Name, command, CommandKind.Read).In(scope), batchSize: null).ReadAllAsync(cancellationToken);
    }

    /// <summary>The changes of all its collections from now on, or from where the options say.</summary>
    /// <param name="pipeline">Stages that narrow or shape the changes; each must keep its <c>_id</c>.</param>
    /// <param name="options">Where to start and what comes along.</param>
    public ChangeStream Watch(IReadOnlyList<BsonDocument>? pipeline = null, ChangeStreamOptions? options = null) => new(
        executor,
        stage => new AggregateCommand(Name, null, [new BsonDocument("$changeStream", stage), .. pipeline ?? []], new AggregateOptions { BatchSize = options?.BatchSize })
        {
            Preference = scope.ReadPreference,
        }.In(scope),
        options);

    /// <summary>Creates a collection; inserting creates it as well.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="options">Fields of the command <c>create</c>, such as <c>capped</c> or <c>validator</c>; null: none.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public async Task CreateCollectionAsync(string name, BsonDocument? options = null, CancellationToken cancellationToken = default)
    {
        var document = new BsonDocument([new BsonElement("create", name), .. options ?? []]);
        var command = new DocumentCommand(Name, document, CommandKind.Write, name, takesWriteConcern: true).In(scope);
        using var reply = await executor.ExecuteAsync(command, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Drops the database with all that is in it.</summary>
    public async Task DropAsync(CancellationToken cancellationToken = default)
    {
        var command = new DocumentCommand(Name, new BsonDocument("dropDatabase", 1), CommandKind.Write, takesWriteConcern: true).In(scope);
        using var reply = await executor.ExecuteAsync(command, cancellationToken).ConfigureAwait(false);
    }
}
