using IbmPlatform.Mongo.Client.Commands;
using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Client;

public sealed partial class MongoCollection<T>
{
    /// <summary>Creates the indexes that are not there yet; one that is there with other options is an error.</summary>
    public async Task CreateIndexesAsync(params IReadOnlyList<IndexModel> indexes)
    {
        if (indexes.Count > 0)
            await CreateIndexesAsync(indexes, CancellationToken.None).ConfigureAwait(false);
    }

    /// <summary>Creates the indexes that are not there yet; one that is there with other options is an error.</summary>
    public async Task CreateIndexesAsync(IReadOnlyList<IndexModel> indexes, CancellationToken cancellationToken)
    {
        var document = new BsonDocument { ["createIndexes"] = Name, ["indexes"] = new BsonArray(indexes.Select(i => i.ToDocument())) };
        var command = new DocumentCommand(Database, document, CommandKind.Write, Name, takesWriteConcern: true).In(scope);
        using var reply = await executor.ExecuteAsync(command, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The collection's indexes as the server describes them; none where there is no such collection.</summary>
    public async Task<IReadOnlyList<BsonDocument>> ListIndexesAsync(CancellationToken cancellationToken = default)
    {
        var document = new BsonDocument { ["listIndexes"] = Name, ["cursor"] = new BsonDocument() };
        try
        {
            return await new CursorReader<BsonDocument>(executor, new DocumentCommand(Database, document, CommandKind.Read, Name).In(scope), batchSize: null)
                .ReadAllAsync(cancellationToken).ToListAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (MongoCommandException fault) when (fault.Code == MongoErrorCodes.NamespaceNotFound.Code)
        {
            return [];
        }
    }

    /// <summary>Drops the index of that name.</summary>
    public async Task DropIndexAsync(string name, CancellationToken cancellationToken = default)
    {
        var document = new BsonDocument { ["dropIndexes"] = Name, ["index"] = name };
        var command = new DocumentCommand(Database, document, CommandKind.Write, Name, takesWriteConcern: true).In(scope);
        using var reply = await executor.ExecuteAsync(command, cancellationToken).ConfigureAwait(false);
    }
}
