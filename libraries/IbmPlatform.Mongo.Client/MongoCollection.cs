using IbmPlatform.Mongo.Client.Commands;
using IbmPlatform.Mongo.Client.Mapping;
using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Client;

/// <summary>
/// A collection whose documents are read and written as <typeparamref name="T"/>: a record, or <see cref="BsonDocument"/>.
/// Cheap to make, safe to share.
/// </summary>
public sealed partial class MongoCollection<T>
{
    private readonly CommandExecutor executor;
    private readonly OperationScope scope;
    private readonly IDocumentCodec<T> codec;

    internal MongoCollection(CommandExecutor executor, string database, string name, OperationScope scope)
    {
        if (name.Length == 0 || name.Contains('\0') || name.Contains('$'))
            throw new ArgumentException($"'{name}' is no collection name: at least one character, no $ and no U+0000 expected.", nameof(name));
        this.executor = executor;
        codec = Codecs.ForDocument<T>();
        Database = database;
        Name = name;
        this.scope = scope;
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>The name of its database.</summary>
    public string Database { get; }

    /// <summary>Which servers answer its reads; writes always go to the primary.</summary>
    public ReadPreference ReadPreference => scope.ReadPreference;

    /// <summary>The same collection, read from other servers.</summary>
    public MongoCollection<T> WithReadPreference(ReadPreference preference) => new(executor, Database, Name, scope with { ReadPreference = preference });

    /// <summary>The same collection, all its operations in a session.</summary>
    public MongoCollection<T> WithSession(ClientSession session) => new(executor, Database, Name, scope with { Session = session });

    /// <summary>The same collection with another limit than the connection string's timeoutMS for each of its operations; infinite takes it off.</summary>
    /// <param name="timeout">All of it: choosing a server, waiting for a connection, sending and answering; of a cursor until it is read to its end.</param>
    public MongoCollection<T> WithTimeout(TimeSpan timeout) => new(executor, Database, Name, scope.WithTimeout(timeout));

    /// <summary>The same collection with another write concern than the connection string's, such as <c>{ w: 2, j: true }</c>; an empty one leaves it to the server.</summary>
    /// <exception cref="ArgumentException">It asks for no acknowledgement (w: 0).</exception>
    public MongoCollection<T> WithWriteConcern(BsonDocument concern) => new(executor, Database, Name, scope.WithWriteConcern(concern));

    /// <summary>The same collection with another level of read concern than the connection string's, such as <c>local</c>; an empty one leaves it to the server.</summary>
    public MongoCollection<T> WithReadConcern(string level) => new(executor, Database, Name, scope with { ReadConcernLevel = level });

    /// <summary>Drops the collection and its indexes; one that is not there is no error.</summary>
    public async Task DropAsync(CancellationToken cancellationToken = default)
    {
        var command = new DocumentCommand(Database, new BsonDocument("drop", Name), CommandKind.Write, Name, takesWriteConcern: true).In(scope);
        try
        {
            using var reply = await executor.ExecuteAsync(command, cancellationToken).ConfigureAwait(false);
        }
        catch (MongoCommandException fault) when (fault.Code == MongoErrorCodes.NamespaceNotFound.Code)
        {
            return;
        }
    }
}
