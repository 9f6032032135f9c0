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
    private readonly IDocumentCodec<T> codec;

    internal MongoCollection(CommandExecutor executor, string database, string name, ReadPreference readPreference)
    {
        if (name.Length == 0 || name.Contains('\0') || name.Contains('$'))
            throw new ArgumentException($"'{name}' is no collection name: at least one character, no $ and no U+0000 expected.", nameof(name));
        this.executor = executor;
        codec = Codecs.ForDocument<T>();
        Database = database;
        Name = name;
        ReadPreference = readPreference;
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>The name of its database.</summary>
    public string Database { get; }

    /// <summary>Which servers answer its reads; writes always go to the primary.</summary>
    public ReadPreference ReadPreference { get; }

    /// <summary>The same collection, read from other servers.</summary>
    public MongoCollection<T> WithReadPreference(ReadPreference preference) => new(executor, Database, Name, preference);

    /// <summary>Drops the collection and its indexes; one that is not there is no error.</summary>
    public async Task DropAsync(CancellationToken cancellationToken = default)
    {
        var command = new DocumentCommand(Database, new BsonDocument("drop", Name), CommandKind.Write, Name, takesWriteConcern: true);
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
