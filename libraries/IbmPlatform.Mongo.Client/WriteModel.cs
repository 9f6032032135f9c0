using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Client;

/// <summary>One write of <see cref="MongoCollection{T}.BulkWriteAsync"/>.</summary>
public abstract record WriteModel<T>
{
    private protected WriteModel() { }
}

/// <summary>Inserts a document; one without an id gets an <see cref="ObjectId"/>.</summary>
public sealed record InsertOneModel<T>(T Document) : WriteModel<T>;

/// <summary>Updates the first document that matches; operators only, see <see cref="Client.Update"/>.</summary>
public sealed record UpdateOneModel<T>(BsonDocument Filter, BsonDocument Update, UpdateOptions? Options = null) : WriteModel<T>;

/// <summary>Updates every document that matches; operators only, see <see cref="Client.Update"/>.</summary>
public sealed record UpdateManyModel<T>(BsonDocument Filter, BsonDocument Update, UpdateOptions? Options = null) : WriteModel<T>;

/// <summary>Replaces the first document that matches.</summary>
public sealed record ReplaceOneModel<T>(BsonDocument Filter, T Replacement, UpdateOptions? Options = null) : WriteModel<T>;

/// <summary>Deletes the first document that matches.</summary>
public sealed record DeleteOneModel<T>(BsonDocument Filter) : WriteModel<T>;

/// <summary>Deletes every document that matches.</summary>
public sealed record DeleteManyModel<T>(BsonDocument Filter) : WriteModel<T>;
