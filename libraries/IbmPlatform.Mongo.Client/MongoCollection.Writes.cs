using IbmPlatform.Mongo.Client.Commands;
using IbmPlatform.Mongo.Client.Mapping;
using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Client;

public sealed partial class MongoCollection<T>
{
    /// <summary>Inserts a document; one without an id gets an <see cref="ObjectId"/>.</summary>
    /// <exception cref="MongoDuplicateKeyException">A unique index has its key already.</exception>
    /// <exception cref="MongoUnknownOutcomeException">The reply was lost.</exception>
    public async Task InsertOneAsync(T document, CancellationToken cancellationToken = default)
    {
        var command = new InsertCommand<T>(Database, Name, [document], 0, ordered: true, codec, executor.Clock).In(scope);
        using var reply = await executor.ExecuteAsync(command, cancellationToken).ConfigureAwait(false);
        WriteReply.Read(reply.Body).ThrowOnErrors();
    }

    /// <summary>Inserts documents in as few messages as their sizes allow. Ordered stops at the first that is refused.</summary>
    /// <exception cref="MongoWriteException">Says which were refused; <see cref="MongoDuplicateKeyException"/> where the first was a duplicate.</exception>
    public async Task<InsertManyResult> InsertManyAsync(
        IEnumerable<T> documents, bool ordered = true, CancellationToken cancellationToken = default)
    {
        var all = documents as IReadOnlyList<T> ?? [.. documents];
        using var deadline = executor.DeadlineIn(scope);
        var total = new WriteReply();
        for (var start = 0; start < all.Count;)
        {
            var command = new InsertCommand<T>(Database, Name, all, start, ordered, codec, executor.Clock) { Deadline = deadline }.In(scope);
            var isFirst = start == 0;
            using var reply = await ExecuteAfterAsync(
                () => isFirst ? null : new BulkWriteProgress(new BulkWriteResult(total.Count, 0, 0, 0, new Dictionary<int, BsonValue>()), [.. total.Errors]),
                command, cancellationToken).ConfigureAwait(false);
            total.Append(WriteReply.Read(reply.Body, start));
            // A write concern that was not met ends nothing: it is told once all documents are in.
            if (ordered && total.Errors.Count > 0)
                total.ThrowOnErrors();
            start += command.Count;
        }
        total.ThrowOnErrors();
        return new InsertManyResult((int)total.Count);
    }

    /// <summary>Updates the first document that matches.</summary>
    /// <param name="update">Operators only, see <see cref="Client.Update"/>.</param>
    public Task<UpdateResult> UpdateOneAsync(
        BsonDocument filter, BsonDocument update, UpdateOptions? options = null, CancellationToken cancellationToken = default) =>
        UpdateAsync(filter, UpdateStatement.RequireOperators(update), RawDocumentCodec.Instance, multi: false, options, cancellationToken);

    /// <summary>Updates every document that matches.</summary>
    /// <param name="update">Operators only, see <see cref="Client.Update"/>.</param>
    public Task<UpdateResult> UpdateManyAsync(
        BsonDocument filter, BsonDocument update, UpdateOptions? options = null, CancellationToken cancellationToken = default) =>
        UpdateAsync(filter, UpdateStatement.RequireOperators(update), RawDocumentCodec.Instance, multi: true, options, cancellationToken);

    /// <summary>Replaces the first document that matches. With a version in the filter it is a conditional write.</summary>
    public Task<UpdateResult> ReplaceOneAsync(
        BsonDocument filter, T replacement, UpdateOptions? options = null, CancellationToken cancellationToken = default) =>
        UpdateAsync(filter, UpdateStatement.RequireNoOperators(replacement), codec, multi: false, options, cancellationToken);

    /// <summary>Deletes the first document that matches.</summary>
    public Task<DeleteResult> DeleteOneAsync(BsonDocument filter, CancellationToken cancellationToken = default) =>
        DeleteAsync(filter, multi: false, cancellationToken);

    /// <summary>Deletes every document that matches.</summary>
    public Task<DeleteResult> DeleteManyAsync(BsonDocument filter, CancellationToken cancellationToken = default) =>
        DeleteAsync(filter, multi: true, cancellationToken);

    /// <summary>Updates one document and returns it, or null where none matches.</summary>
    public Task<T?> FindOneAndUpdateAsync(
        BsonDocument filter, BsonDocument update, FindOneAndOptions? options = null, CancellationToken cancellationToken = default) =>
        FindAndModifyAsync(filter, UpdateStatement.RequireOperators(update), RawDocumentCodec.Instance, options, cancellationToken);

    /// <summary>Replaces one document and returns it, or null where none matches.</summary>
    public Task<T?> FindOneAndReplaceAsync(
        BsonDocument filter, T replacement, FindOneAndOptions? options = null, CancellationToken cancellationToken = default) =>
        FindAndModifyAsync(filter, UpdateStatement.RequireNoOperators(replacement), codec, options, cancellationToken);

    /// <summary>Deletes one document and returns it, or null where none matches.</summary>
    public Task<T?> FindOneAndDeleteAsync(
        BsonDocument filter, FindOneAndOptions? options = null, CancellationToken cancellationToken = default) =>
        FindAndModifyAsync<BsonDocument>(filter, null, null, options, cancellationToken);

    private async Task<UpdateResult> UpdateAsync<TUpdate>(
        BsonDocument filter, TUpdate update, IDocumentCodec<TUpdate> updateCodec, bool multi, UpdateOptions? options,
        CancellationToken cancellationToken)
    {
        var command = new UpdateCommand<TUpdate>(Database, Name, filter, update, updateCodec, multi, options).In(scope);
        using var reply = await executor.ExecuteAsync(command, cancellationToken).ConfigureAwait(false);
        var result = WriteReply.Read(reply.Body);
        result.ThrowOnErrors();
        return new UpdateResult(result.Count - (result.UpsertedId is null ? 0 : 1), result.Modified, result.UpsertedId);
    }

    private async Task<DeleteResult> DeleteAsync(BsonDocument filter, bool multi, CancellationToken cancellationToken)
    {
        var command = new DeleteCommand(Database, Name, filter, multi).In(scope);
        using var reply = await executor.ExecuteAsync(command, cancellationToken).ConfigureAwait(false);
        var result = WriteReply.Read(reply.Body);
        result.ThrowOnErrors();
        return new DeleteResult(result.Count);
    }

    private async Task<T?> FindAndModifyAsync<TUpdate>(
        BsonDocument filter, TUpdate? update, IDocumentCodec<TUpdate>? updateCodec, FindOneAndOptions? options,
        CancellationToken cancellationToken)
    {
        var command = new FindAndModifyCommand<TUpdate>(Database, Name, filter, update, updateCodec, options).In(scope);
        using var reply = await executor.ExecuteAsync(command, cancellationToken).ConfigureAwait(false);
        return reply.Body.TryFind("value"u8, out var value) && value.Type == BsonType.Document
            ? codec.ReadDocument(value.AsDocument.Read())
            : default;
    }
}
